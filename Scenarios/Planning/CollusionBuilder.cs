using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes what a cell says of clients and nodes that collude, and checks it.</summary>
internal static class CollusionBuilder
{
    /// <summary>Most attempts and sessions of one run.</summary>
    private const double MostAttempts = 100_000_000;

    public static CollusionSpec? Build(ResolvedSettings settings) => settings.Find(KindKeys.Kind)?.Text != CollusionKeys.Block ? null : new(
        settings[CollusionKeys.Defence].Text switch
        {
            CollusionKeys.Budgets => CollusionDefence.Budgets,
            CollusionKeys.Draw => CollusionDefence.Draw,
            CollusionKeys.Rate => CollusionDefence.Rate,
            CollusionKeys.Visits => CollusionDefence.Visits,
            CollusionKeys.Payout => CollusionDefence.Payout,
            CollusionKeys.VisitsAndPayout => CollusionDefence.Visits | CollusionDefence.Payout,
            CollusionKeys.Everything => CollusionDefence.All,
            _ => CollusionDefence.None,
        },
        (int)Count(settings, CollusionKeys.Operators), (int)Count(settings, CollusionKeys.Clients), Span(settings, CollusionKeys.Duration),
        Count(settings, CollusionKeys.Cap), (int)Count(settings, CollusionKeys.NodesPerSession), Span(settings, CollusionKeys.Session),
        Span(settings, CollusionKeys.Attempt))
    {
        BlockBudgetChunks = Count(settings, CollusionKeys.BlockBudget),
        BlockRefill = Span(settings, CollusionKeys.BlockRefill),
        AccessBitsPerSecond = Count(settings, CollusionKeys.AccessRate),
        VisitEvery = Span(settings, CollusionKeys.VisitEvery),
        VisitFails = settings[CollusionKeys.VisitFails].Number.ToDouble(),
        HonestFails = settings[CollusionKeys.HonestFails].Number.ToDouble(),
        Strikes = (int)Count(settings, CollusionKeys.Strikes),
        PayoutDelay = Span(settings, CollusionKeys.PayoutDelay),
        HonestEvery = Span(settings, CollusionKeys.HonestEvery),
        HonestChunks = Count(settings, CollusionKeys.HonestChunks),
        HonestBlocks = (int)Count(settings, CollusionKeys.HonestBlocks),
    };

    /// <param name="report">Takes the key that is wrong, what is wrong and what helps.</param>
    public static void Check(Scenario scenario, Action<string, string, string> report)
    {
        if (scenario.Collusion is not { } collusion) return;
        if (collusion.Operators > scenario.Nodes)
            report(CollusionKeys.Operators, $"{collusion.Operators} colluding nodes are more than the {scenario.Nodes} there are", "use more nodes");
        if (collusion.NodesPerSession > scenario.Nodes)
            report(CollusionKeys.NodesPerSession, $"a session has more nodes than the {scenario.Nodes} there are", "use fewer");
        if (collusion.NodeCapChunks < 1)
            report(CollusionKeys.Cap, $"a grant of {collusion.CapChunks} chunks for {collusion.NodesPerSession} nodes leaves none for each", "use a greater cap");
        if (collusion.BlockBudgetChunks < collusion.CapChunks)
            report(CollusionKeys.BlockBudget, $"a budget of {collusion.BlockBudgetChunks} chunks does not bear a grant of {collusion.CapChunks}", "use a greater budget");
        double attempts = collusion.Duration.Seconds
            * (((double)collusion.Operators * collusion.Clients / collusion.Attempt.Seconds) + (1 / collusion.HonestEvery.Seconds));
        if (attempts > MostAttempts)
            report(CollusionKeys.Attempt, $"a run would have {attempts:0} attempts and sessions, more than {MostAttempts:0}", "let clients ask less often");
    }

    private static long Count(ResolvedSettings settings, string path) => settings[path].ToLong();

    private static Duration Span(ResolvedSettings settings, string path) => new(settings[path].ToLong());
}
