using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>What it costs to watch a run; the peer in the run is the same run unwatched.</summary>
internal sealed class ObserverSection : ScoreSection
{
    private static readonly Scenario Watched = Scenario();

    public override string Name => "observer";

    public override string Title => "What does it cost to keep a ladder of hashes, or every effect of an interval?";

    public override IEnumerable<ScoreRow> Measure()
    {
        double plain = Rate(() => null);
        yield return Row("nobody watches", plain, null);
        yield return Row("ladder of 65,536 rungs", Rate(() => new RunObserver { Ladder = new TraceLadder() }), plain);
        yield return Row("ladder, and 1,024 effects kept", Rate(() => new RunObserver
        {
            Ladder = new TraceLadder(), Recorder = new EffectRecorder(new EffectInterval(500_000, 501_024)),
        }), plain);
    }

    private static ScoreRow Row(string what, double rate, double? plain) =>
        new(what, "25 users, 8 nodes each, modelled delays", rate, "exchanges/s", plain);

    private static double Rate(Func<RunObserver?> observer) => Stopwatches.PerSecond(() => observer() is { } watching
        ? CellRunner.Observe(Watched, 1, WorldInputs.None, watching).Exchanges
        : CellRunner.Run(Watched, 1, WorldInputs.None).Exchanges);

    private static Scenario Scenario()
    {
        Credits price = new(1_000_000_000);
        return new Scenario
        {
            Name = "observer",
            Question = "?",
            Duration = Duration.FromSeconds(60L),
            Nodes = 64,
            Users = new UsersSpec(25, price * 20_000, 8, NodeSelection.Random),
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
            Ledger = new LedgerSpec(Duration.FromMilliseconds(2_500), LagDistribution.Constant, 0),
            Payments = new PaymentsSpec(
                262_144, price, Credits.Zero, FreezeRuleKind.OwnPending, 64,
                new CommitRule { Kind = CommitRuleKind.Threshold, Threshold = price * 50 }),
            Workload = new WorkloadSpec(DemandKind.Poisson, 100),
        };
    }
}
