using CsCheck;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>
/// A run fast-forwarded decides, and measures, exactly what the run chunk by chunk does: the same commits, freezes and refusals at
/// the same nanoseconds, the same ledger, the same measures to the last bit.
/// </summary>
public sealed class FastForwardTests
{
    private static readonly Gen<CommitRule> Rules = Gen.OneOf(
        Gen.Const(Worlds.EveryChunk),
        Gen.Long[1, 60].Select(n => Worlds.Threshold(n)),
        Gen.Double[0.1, 4].Select(Worlds.Interval),
        Gen.Double[0.02, 1].Select(Worlds.Coin),
        Gen.Select(Gen.Long[2, 60], Gen.Double[0.7, 5]).Select((mean, shape) => Worlds.Weibull(mean, shape)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Long[1, 20]).Select((a, m) => Worlds.Proportional(a, m, Population.Serving)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Long[1, 20]).Select((a, m) => Worlds.Hints(a, m, Population.Network, 0.2)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Double[0.7, 5]).Select((a, g) => Worlds.Article(a, g, 5, Population.Serving)),
        Gen.Const(Worlds.WhenNeeded),
        Gen.Select(Gen.Long[1, 20], Gen.Long[0, 20], Gen.Long[20, 60]).Select(Worlds.Growing));

    /// <summary>Of accounts without limits; the others are in <see cref="LeaseTests"/>.</summary>
    private static readonly Gen<FreezeRuleKind> FreezeRules =
        Gen.Int[0, 2].Select(kind => (FreezeRuleKind)kind);

    private static readonly Gen<LedgerSpec> Ledgers = Gen.Select(Gen.Double[0.01, 6], Gen.Int[0, 2]).Select((lag, law) => law switch
    {
        0 => new LedgerSpec(Duration.FromSeconds(lag), LagDistribution.Constant, 0),
        1 => new LedgerSpec(Duration.FromSeconds(lag), LagDistribution.Exponential, 0),
        _ => new LedgerSpec(Duration.FromSeconds(lag), LagDistribution.LogNormal, 0.7),
    });

    private static readonly Gen<WorkloadSpec> Workloads = Gen.Select(Gen.Int[0, 3], Gen.Double[1, 120]).Select((kind, rate) => kind switch
    {
        0 => new WorkloadSpec(DemandKind.Ticks, Math.Round(rate)),
        1 => new WorkloadSpec(DemandKind.Ticks, rate),
        2 => new WorkloadSpec(DemandKind.Constant, rate),
        _ => new WorkloadSpec(DemandKind.Constant, rate, PoissonShare: 0.5),
    });

    private static readonly Gen<Scenario> Small = Gen.Select(
        Gen.Select(Rules, Ledgers, Workloads, FreezeRules),
        Gen.Select(Gen.Long[1, 2_000], Gen.Long[0, 100], Gen.Int[1, 5], Gen.Int[1, 2], Gen.Int[1, 128]),
        Gen.Select(Gen.Enum<DelayKind>(), Gen.Double[1, 25], Gen.Bool)).Select((what, size, how) =>
        {
            Scenario scenario = Worlds.Poisson(size.Item4, size.Item1 + size.Item2, size.Item2, size.Item3, 1, 1, what.Item1, how.Item2);
            return scenario with
            {
                Nodes = 40,
                FastForward = true,
                Users = scenario.Users with { Selection = NodeSelection.Random },
                Network = new NetworkSpec(how.Item1 == DelayKind.None ? DelayKind.None : DelayKind.Modelled, null, null, 0),
                Ledger = what.Item2,
                Workload = what.Item3,
                Payments = scenario.Payments with { FreezeRule = what.Item4, WindowChunks = size.Item5 },
                Sampling = how.Item3 ? new SamplingSpec(new Duration(scenario.Duration.Nanoseconds / 2), Worlds.Chunks(5)) : null,
            };
        });

    [Fact]
    public void Random_worlds_decide_the_same_chunk_by_chunk_and_fast_forwarded()
    {
        long chunkByChunk = 0, forwarded = 0;
        int worlds = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 20_000 : 1_000;
        Gen.Select(Small, Gen.ULong).Sample(
            (scenario, seed) =>
            {
                RunResult slow = CellRunner.Run(scenario with { FastForward = false }, seed, WorldInputs.None);
                RunResult fast = CellRunner.Run(scenario, seed, WorldInputs.None);
                Interlocked.Add(ref chunkByChunk, slow.Events);
                Interlocked.Add(ref forwarded, fast.Events);
                Assert.Equal(Text(slow), Text(fast));
                Assert.Equal(slow.DecisionHash, fast.DecisionHash);
                Assert.Equal(slow.Exchanges, fast.Exchanges);
            },
            iter: worlds);
        // Were nothing forwarded, equality would say nothing.
        Assert.True(forwarded * 2 < chunkByChunk, $"{forwarded} events fast-forwarded against {chunkByChunk} chunk by chunk");
    }

    /// <summary>Users with loss and jitter, users with Poisson demand, nodes that crash: those lanes run chunk by chunk beside streams.</summary>
    [Fact]
    public void Worlds_that_mix_streams_with_disturbed_lanes_decide_the_same()
    {
        Gen<FaultsSpec> faults = Gen.Select(Gen.Double[0, 0.2], Gen.Double[0, 20], Gen.Double[0, 1], Gen.Double[0, 0.5]).Select(
            (loss, jitterMs, users, crashes) => new FaultsSpec
            {
                Links = new LinkFaultsSpec { Users = users, Loss = loss, Jitter = new Duration((long)(jitterMs * 1e6)) },
                Crash = new CrashSpec(crashes, Duration.FromMilliseconds(300), Duration.FromMilliseconds(200), Duration.FromMilliseconds(200), false),
            });
        long streams = 0;
        Gen.Select(Small, faults, Gen.ULong).Sample(
            (scenario, wrong, seed) =>
            {
                scenario = scenario with { Faults = wrong, Users = scenario.Users with { Count = 4 } };
                RunResult slow = CellRunner.Run(scenario with { FastForward = false }, seed, WorldInputs.None);
                RunResult fast = CellRunner.Run(scenario, seed, WorldInputs.None);
                Interlocked.Add(ref streams, slow.Events - fast.Events);
                Assert.Equal(Text(slow), Text(fast));
                Assert.Equal(slow.DecisionHash, fast.DecisionHash);
            },
            iter: MixedWorlds);
        Assert.True(streams > 0, "nothing was fast-forwarded");
    }

    /// <summary>A stream ends at the very payment with which its user anchored a further chain, and goes on long after.</summary>
    [Fact]
    public void A_stream_that_ends_where_an_anchor_came_goes_on_as_chunk_by_chunk()
    {
        const ulong seed = 8798395;
        Scenario scenario = Worlds.Poisson(4, 749, 38, 5, 1, 5, Worlds.EveryChunk, 12.805970149) with
        {
            Nodes = 40,
            FastForward = true,
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
            Ledger = new LedgerSpec(Duration.FromSeconds(5.0), LagDistribution.LogNormal, 0.7),
            Workload = new WorkloadSpec(DemandKind.Constant, 105.83782354009327, PoissonShare: 0.5),
            Faults = new FaultsSpec
            {
                Crash = new CrashSpec(0.31220053846165774, Duration.FromMilliseconds(300), Duration.FromMilliseconds(200),
                    Duration.FromMilliseconds(200), false),
            },
        };
        scenario = scenario with
        {
            Users = scenario.Users with { Selection = NodeSelection.Random },
            Payments = scenario.Payments with { FreezeRule = FreezeRuleKind.RefillingCap, WindowChunks = 72 },
        };
        RunResult slow = CellRunner.Run(scenario with { FastForward = false }, seed, WorldInputs.None);
        RunResult fast = CellRunner.Run(scenario, seed, WorldInputs.None);
        Assert.Equal(Text(slow), Text(fast));
        Assert.Equal(slow.DecisionHash, fast.DecisionHash);
    }

    private static readonly int MixedWorlds = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 5_000 : 300;

    [Fact]
    public void Accounts_run_alone_or_together_give_the_same_trace() =>
        Gen.Select(Small, Gen.ULong, Gen.Int[1, 5], Gen.Bool).Sample(
            (scenario, seed, together, forward) =>
            {
                scenario = scenario with { FastForward = forward };
                RunResult alone = CellRunner.RunTogether(scenario, seed, WorldInputs.None, null, 1);
                RunResult grouped = CellRunner.RunTogether(scenario, seed, WorldInputs.None, null, together);
                Assert.Equal((alone.TraceHash, alone.DecisionHash, alone.Exchanges),
                    (grouped.TraceHash, grouped.DecisionHash, grouped.Exchanges));
                Assert.Equal(Text(alone), Text(grouped));
            },
            iter: 200);

    /// <summary>Every bit of every measure.</summary>
    private static string Text(RunResult result) => string.Join('\n', result.Measures.OrderBy(m => m.Key, StringComparer.Ordinal)
        .Select(m => $"{m.Key} {m.Value.Value:R} {m.Value.Sd:R} {m.Value.N}"));
}
