using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Planning;

/// <summary>Which measures a study has: its own, and no other.</summary>
internal static class StudyMeasures
{
    /// <summary>Null for scenarios of payments.</summary>
    public static IReadOnlyList<string>? Of(string? kind) => kind switch
    {
        IncentiveKeys.Block => Measures.OfIncentives,
        CoverageKeys.Block => Measures.OfCoverage,
        CollusionKeys.Block => Measures.OfCollusion,
        RewardKeys.Block => Measures.OfRewards,
        DeliveryKeys.Block => Measures.OfDelivery,
        _ => null,
    };

    public static bool IsOfAny(string measure) => KindKeys.Studies.Any(kind => Of(kind)!.Contains(measure));

    /// <summary>The kind that a study's measure belongs to.</summary>
    public static string KindOf(string measure) => KindKeys.Studies.First(kind => Of(kind)!.Contains(measure));

    public static void Resolve(ResolvedSettings settings, IReadOnlyList<string> own, Mark fallback, DiagnosticSink sink)
    {
        if (settings.Find("measure") is not { } chosen)
        {
            settings.Replace(new() { Key = KeyTable.Get("measure"), Text = $"[{string.Join(", ", own)}]", Measures = own });
        }
        else if (chosen.Measures.FirstOrDefault(m => !own.Contains(m)) is { } other)
        {
            string kind = settings[KindKeys.Kind].Text;
            sink.Add(Codes.NothingToMeasure, $"a scenario of kind {kind} does not measure '{other}'", chosen.At ?? fallback,
                help: $"it measures {string.Join(", ", own)}");
        }
    }
}
