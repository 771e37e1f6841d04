using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World;

public sealed class DecisionTrailTests
{
    private static readonly Scenario Small = Worlds.Poisson(3, 100, 10, 3, 5, 2, Worlds.Threshold(4), 30) with
    {
        Workload = new WorkloadSpec(DemandKind.Constant, 5),
    };

    [Fact]
    public void A_trail_is_of_commits_freezes_and_refusals_alone_and_changes_nothing()
    {
        DecisionTrail trail = new(record: new EffectInterval(0, long.MaxValue));
        RunResult watched = CellRunner.Observe(Small, 3, WorldInputs.None, new RunObserver { Decisions = trail });
        RunResult plain = CellRunner.Run(Small, 3, WorldInputs.None);
        Assert.Equal((plain.TraceHash, plain.DecisionHash), (watched.TraceHash, watched.DecisionHash));
        Assert.InRange(trail.Decisions, 10, 100_000);
        Assert.Equal(trail.Decisions, trail.Recorded.Count);
        Assert.All(trail.Recorded, e => Assert.Contains(e.Effect.Kind, new[] { EffectKind.Submit, EffectKind.Froze, EffectKind.Refused }));
        Assert.Contains(trail.Recorded, e => e.Effect.Kind == EffectKind.Submit);
        Assert.Equal(trail.Decisions / trail.Stride, trail.Rungs.Count);
    }

    [Fact]
    public void A_fast_forwarded_run_has_the_trail_of_the_run_chunk_by_chunk()
    {
        DecisionTrail slow = Trail(Small with { FastForward = false }), fast = Trail(Small with { FastForward = true });
        Assert.Equal(slow.Rungs, fast.Rungs);
        Assert.Equal((slow.Decisions, slow.Last), (fast.Decisions, fast.Last));
        Assert.NotEqual(slow.Last, Trail(Small with { Ledger = Small.Ledger with { Lag = Duration.FromSeconds(3) } }).Last);
    }

    [Fact]
    public void Of_a_long_run_fewer_rungs_are_kept_and_an_interval_is_recorded()
    {
        DecisionTrail whole = Trail(Small), few = new(16, new EffectInterval(4, 9));
        CellRunner.Observe(Small, 3, WorldInputs.None, new RunObserver { Decisions = few });
        Assert.InRange(few.Rungs.Count, 1, 16);
        Assert.True(few.Stride > whole.Stride);
        Assert.Equal(whole.Last, few.Last);
        for (int i = 0; i < few.Rungs.Count; i++)
            Assert.Equal(whole.Rungs[(int)(((i + 1) * few.Stride / whole.Stride) - 1)], few.Rungs[i]);
        Assert.Equal(5, few.Recorded.Count);
    }

    private static DecisionTrail Trail(Scenario scenario)
    {
        DecisionTrail trail = new();
        CellRunner.Observe(scenario, 3, WorldInputs.None, new RunObserver { Decisions = trail });
        return trail;
    }
}
