using Fleek.Scenarios.Keys;

namespace Fleek.Scenarios.Planning;

/// <summary>
/// A commit rule in a few words, for tables and legends: <c>threshold 20 chunks</c>, <c>coin 5 %</c>. Different rules have
/// different labels: what a label leaves out has its default.
/// </summary>
internal static class CommitLabel
{
    public static string Of(ResolvedSettings settings)
    {
        string rule = settings[KeyTable.Rule].Text;
        string phase = Value(settings, "first_phase") == "aligned" ? " aligned" : "";
        return rule switch
        {
            CommitKeys.EveryChunk => "every chunk",
            CommitKeys.Threshold => $"threshold {Value(settings, "threshold")}{phase}",
            CommitKeys.Interval => $"interval {Value(settings, "interval")}{phase}",
            CommitKeys.Coin => $"coin {settings["payments.commit.probability"].Number.Shift(2)} %",
            CommitKeys.Weibull => $"weibull {Value(settings, "mean")} g={Value(settings, "shape")}",
            CommitKeys.Article => $"article {Share(settings)} g={Value(settings, "shape")}{Minimum(settings)}",
            CommitKeys.WhenNeeded => "when needed",
            CommitKeys.Growing => $"growing {Value(settings, "first")} + {Value(settings, "growth")} to {Value(settings, "cap")}",
            CommitKeys.Lottery => $"lottery {settings["payments.commit.winning"].Number.Shift(2)} %",
            CommitKeys.Proportional => $"proportional {Share(settings)} min {Value(settings, "minimum")}{phase}",
            _ => $"proportional+hints {Share(settings)} min {Value(settings, "minimum")} after "
                + $"{Value(settings, "hint_delay")}{phase}",
        };
    }

    private static string Share(ResolvedSettings settings) => $"/{Value(settings, "population")} {Value(settings, "alpha")}";

    private static string Minimum(ResolvedSettings settings)
    {
        string minimum = Value(settings, "minimum");
        return minimum == KeyTable.Get("payments.commit.minimum").Default ? "" : $" min {minimum}";
    }

    private static string Value(ResolvedSettings settings, string name) => settings.Find($"{KeyTable.Commit}.{name}")?.Text ?? "";
}
