using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.Kernel;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;
using RandomStream = Fleek.Core.Primitives.RandomStream;

namespace Fleek.Tests.World;

/// <summary>Watching a run, cutting it and registering its users in another order change nothing of what happens.</summary>
public sealed class ObservedRunTests
{
    private static readonly Scenario Placed = Partings.Placed();

    [Fact]
    public void A_run_that_is_watched_in_every_way_is_the_same_run()
    {
        RunResult plain = CellRunner.Run(Placed, 3, WorldInputs.None);
        RunObserver observer = new()
        {
            Trace = new RecordedTrace(), Ladder = new TraceLadder(), Recorder = new EffectRecorder(new EffectInterval(0, 1000)),
        };
        RunResult watched = CellRunner.Observe(Placed, 3, WorldInputs.None, observer);
        Same(plain, watched);
        Assert.Equal(observer.Effects, observer.Ladder.Effects);
        Assert.Equal(1000, observer.Recorder.Effects.Count);
    }

    [Fact]
    public void The_trace_hash_follows_from_the_recorded_effects_alone()
    {
        IReadOnlyList<TracedEffect> effects = Partings.All(Placed, 3);
        Assert.Equal(Enumerable.Range(0, effects.Count).Select(i => (long)i), effects.Select(e => e.Ordinal));
        Assert.Equal(CellRunner.Run(Placed, 3, WorldInputs.None).TraceHash, HashOf(effects, Placed.Users.Count));
        // The ladder goes through the same effects in the order of time.
        RunObserver observer = new() { Ladder = new TraceLadder() };
        CellRunner.Observe(Placed, 3, WorldInputs.None, observer);
        TraceHash inOrder = default;
        foreach (TracedEffect e in effects) Add(ref inOrder, e);
        Assert.Equal(inOrder.Value, observer.Ladder.Hash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Users_registered_in_reverse_give_the_same_run(ulong seed)
    {
        foreach (Scenario scenario in (Scenario[])[Placed, InStep(), Placed with { Sampling = Sampled }])
        {
            RunResult forwards = CellRunner.Run(scenario, seed, WorldInputs.None);
            RunObserver backwards = new() { RegisterBackwards = true, Trace = new RecordedTrace() };
            Same(forwards, CellRunner.Observe(scenario, seed, WorldInputs.None, backwards));
            int first = ((RecordedTrace)backwards.Trace).Of(TraceEventKind.Deposit).First().User.Value;
            Assert.Equal(scenario.Users.Count - 1, first);
        }
    }

    /// <summary>Ten users more: what happens to the first ten keeps its times, its fields and its order.</summary>
    [Fact]
    public void Unrelated_users_move_no_effect_of_the_others()
    {
        foreach (Scenario few in (Scenario[])[Placed, InStep()])
        {
            Scenario more = few with { Users = few.Users with { Count = few.Users.Count + 10 } };
            IEnumerable<TracedEffect> others = Partings.All(more, 4).Where(e => e.Effect.Message.User.Value < few.Users.Count);
            Assert.Equal(
                Partings.All(few, 4).Select(e => e with { Ordinal = 0 }), others.Select(e => e with { Ordinal = 0 }));
        }
    }

    [Fact]
    public void A_run_cut_at_a_time_is_the_beginning_of_the_whole_run()
    {
        IReadOnlyList<TracedEffect> whole = Partings.All(Placed, 3);
        RandomStream times = new(1, StreamPurpose.Demand, 1);
        for (int i = 0; i < 20; i++)
        {
            // Also exactly at an effect's time: that effect is not run.
            long at = i % 2 == 0
                ? (long)(times.NextUniform() * Placed.Duration.Nanoseconds)
                : whole[(int)(times.NextUniform() * whole.Count)].At.Nanoseconds;
            TraceLadder ladder = new();
            EffectRecorder recorder = new(new EffectInterval(0, long.MaxValue));
            RunObserver observer = new() { Ladder = ladder, Recorder = recorder };
            RunState state = CellRunner.RunUntil(Placed, 3, WorldInputs.None, observer, new Instant(at));
            Assert.Equal(whole.TakeWhile(e => e.At.Nanoseconds < at), recorder.Effects);
            Assert.Equal(HashOf(recorder.Effects, Placed.Users.Count), state.TraceHash);
            Assert.False(state.Settled);
            Assert.InRange(state.Pending, 1, long.MaxValue);
            Assert.InRange(state.At.Nanoseconds, 0, at);
        }
    }

    [Fact]
    public void A_run_cut_after_its_end_is_the_whole_run()
    {
        RunResult whole = CellRunner.Run(Placed, 3, WorldInputs.None);
        RunState state = CellRunner.RunUntil(Placed, 3, WorldInputs.None, new RunObserver(), Instant.Never);
        Assert.True(state.Settled);
        Assert.Equal(whole.TraceHash, state.TraceHash);
        Assert.Equal(whole.Events, state.Events);
        Assert.Equal(0, state.Pending);
        Assert.All(state.Accounts, a => Assert.Equal(Credits.Zero, a.Unseen));
        double mean = state.Accounts.Average(a => a.Ledger.In(Placed.Payments.Price));
        Assert.Equal(whole.Measures[Measures.FinalBalance].Value, mean, 1e-9);
    }

    /// <summary>Ten nodes, a chunk each at every second from 1 s; claims of 20 chunks are final 5 s after they are made.</summary>
    [Theory]
    [InlineData(1.0, 1000, 0)]
    [InlineData(1.5, 1000, 10)]
    [InlineData(20.5, 1000, 200)]
    [InlineData(25.5, 800, 50)]
    public void A_cut_account_stands_where_arithmetic_says(double seconds, long ledger, long unseen)
    {
        Scenario scenario = Worlds.LockStep(1000, 100, 10, 20, 5);
        RunState state = CellRunner.RunUntil(
            scenario, 1, WorldInputs.None, new RunObserver(), Instant.Zero + Duration.FromSeconds(seconds));
        AccountState account = Assert.Single(state.Accounts);
        Assert.Equal(new AccountState(new UserId(0), Worlds.Chunks(ledger), Worlds.Chunks(unseen)), account);
    }

    /// <summary>Everybody at every tick at once: only the key of events orders them.</summary>
    private static Scenario InStep()
    {
        Scenario scenario = Worlds.LockStep(60, 10, 4, 7, 2.5);
        return scenario with { Users = scenario.Users with { Count = 12 } };
    }

    /// <summary>The words of docs/determinism.md, put together here once more: account by account, and then the accounts.</summary>
    private static ulong HashOf(IEnumerable<TracedEffect> effects, int accounts)
    {
        TraceHash[] hashes = new TraceHash[accounts];
        foreach (TracedEffect e in effects) Add(ref hashes[e.Effect.Message.User.Value], e);
        TraceHash whole = default;
        foreach (TraceHash hash in hashes) whole.Add(hash.Value);
        return whole.Value;
    }

    private static void Add(ref TraceHash hash, TracedEffect e)
    {
        Message m = e.Effect.Message;
        ulong actor = e.Actor == ActorKind.Node ? 0UL : 1UL;
        ulong fields = (actor << 11) + ((ulong)e.Effect.Kind << 7) + ((ulong)m.Kind << 3) + (ulong)m.Reason;
        hash.Add(
            e.At.Nanoseconds, ((ulong)m.User.Value << 36) + ((ulong)m.Node.Value << 12) + fields, m.Number, m.Amount.Units);
    }

    private static SamplingSpec Sampled => new(Duration.FromMilliseconds(500), Worlds.Chunks(5));

    private static void Same(RunResult expected, RunResult actual)
    {
        Assert.Equal(expected.TraceHash, actual.TraceHash);
        Assert.Equal(expected.Events, actual.Events);
        Assert.Equal(expected.Exchanges, actual.Exchanges);
        Assert.Equal(expected.Measures, actual.Measures);
    }
}
