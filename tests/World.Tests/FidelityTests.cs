using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World;

/// <summary>
/// One scenario with modelled and with real cryptography: the same effects of the same actors at the same nanoseconds, and every bit
/// of every measure. What differs between the two is everything that a frame has to pass: codec, signatures, hashes, ciphers, proofs.
/// </summary>
public sealed class FidelityTests
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    private static readonly Gen<CommitRule> Rules = Gen.OneOf(
        Gen.Const(Worlds.EveryChunk),
        Gen.Long[1, 30].Select(n => Worlds.Threshold(n)),
        Gen.Double[0.1, 2].Select(Worlds.Interval),
        Gen.Double[0.05, 1].Select(Worlds.Coin),
        Gen.Select(Gen.Long[2, 30], Gen.Double[0.7, 5]).Select((mean, shape) => Worlds.Weibull(mean, shape)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Long[1, 20]).Select((a, m) => Worlds.Proportional(a, m, Population.Serving)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Long[1, 20]).Select((a, m) => Worlds.Hints(a, m, Population.Network, 0.2)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Double[0.7, 5]).Select((a, g) => Worlds.Article(a, g, 5, Population.Serving)));

    private static readonly Gen<LedgerSpec> Ledgers = Gen.Select(
        Gen.Double[0.01, 2], Gen.Enum<LagDistribution>(), Gen.Int[1, 20], Gen.Enum<ConsensusProtocol>()).Select((lag, law, room, protocol) =>
        new LedgerSpec(Duration.FromSeconds(lag), law, law == LagDistribution.LogNormal ? 0.7 : 0)
        {
            Queue = law == LagDistribution.Queue ? new QueueSpec(Duration.FromSeconds(lag / 10), room % 2 == 0) : null,
            BillerDelay = law == LagDistribution.Central ? Duration.FromSeconds(lag / 2) : Duration.Zero,
            Blocks = law == LagDistribution.Blocks ? new BlockSpec(Duration.FromSeconds(lag), new BlockSize(room, 1)) : null,
            Rounds = law != LagDistribution.Rounds ? null : new CommitteeSpec(
                protocol, 4, Duration.FromSeconds(lag / 10), new BlockSize(room, 1), Duration.FromSeconds(lag), Duration.Zero, 1,
                Duration.FromSeconds(1), Duration.Zero, Duration.Zero),
        });

    private static readonly Gen<WorkloadSpec> Workloads = Gen.Select(Gen.Enum<DemandKind>(), Gen.Double[0.3, 60]).Select(
        (kind, rate) => new WorkloadSpec(kind, rate));

    /// <summary>Small in everything: some accounts freeze, some are open at the end, some lanes are still opening then.</summary>
    private static readonly Gen<Scenario> Small = Gen.Select(
        Gen.Select(Rules, Ledgers, Workloads, Gen.Int[0, 2].Select(kind => (FreezeRuleKind)kind)),
        Gen.Select(Gen.Long[1, 150], Gen.Long[0, 40], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 8]),
        Gen.Select(Gen.Bool, Gen.Double[0.2, 4], Gen.Bool, Gen.Bool, Gen.Int[1, 3_000])).Select((what, size, how) =>
        {
            Scenario scenario = Worlds.Poisson(size.Item4, size.Item1 + size.Item2, size.Item2, size.Item3, 1, 1, what.Item1, how.Item2);
            return scenario with
            {
                Nodes = 20,
                Users = scenario.Users with { Selection = NodeSelection.Random },
                Network = new NetworkSpec(how.Item1 ? DelayKind.Modelled : DelayKind.None, null, null, how.Item4 ? 20_000_000 : 0),
                Ledger = what.Item2,
                Workload = what.Item3,
                Payments = scenario.Payments with { FreezeRule = what.Item4, WindowChunks = size.Item5, ChunkBytes = how.Item5 },
                Sampling = how.Item3 ? new SamplingSpec(new Duration(scenario.Duration.Nanoseconds / 2), Worlds.Chunks(5)) : null,
            };
        });

    [Fact]
    public void Random_worlds_do_the_same_with_modelled_and_with_real_cryptography() =>
        Gen.Select(Small, Gen.ULong).Sample((scenario, seed) => RequireSame(scenario, seed), iter: Long ? 5_000 : 300, threads: 2);

    [Theory]
    [InlineData("lockstep", "duration=400 s")]
    [InlineData("common-view", "users.count=4")]
    [InlineData("quickstart", "duration=40 s", "users.count=5")]
    [InlineData("freeze-threshold", "duration=12 s", "users.count=3", "users.balance=180 chunks")]
    public void Shipped_scenarios_cut_short_do_the_same_with_modelled_and_with_real_cryptography(string name, params string[] sets) =>
        RequireSame(Shipped(name, sets), 1);

    [Fact]
    public void Chunks_of_a_run_on_several_ticket_chains_do_the_same()
    {
        Scenario scenario = Worlds.Poisson(1, 5_000, 0, 1, 400, 1, Worlds.Threshold(50), 2);
        RequireSame(scenario with { Payments = scenario.Payments with { ChunkBytes = 100, WindowChunks = 32 } }, 3, leastExchanges: 600);
    }

    /// <summary>HELLO is two signatures, WELCOME one, and a chunk a sixteenth of one: the first key comes so much later.</summary>
    [Theory]
    [InlineData(CryptographyMode.Modelled)]
    [InlineData(CryptographyMode.Real)]
    public void Calibrated_costs_delay_the_first_key_by_what_they_add(CryptographyMode mode)
    {
        Scenario scenario = Worlds.Poisson(1, 100, 0, 1, 5, 1, Worlds.EveryChunk, 5) with
        {
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
            Cryptography = new CryptographySpec(mode, null),
        };
        scenario = scenario with { Payments = scenario.Payments with { WindowChunks = 8 } };
        CryptographyCosts slow = ModelledCryptography.Costs with { Sign = ModelledCryptography.Costs.Sign + Duration.FromMilliseconds(16) };
        double before = CellRunner.Run(scenario, 1, WorldInputs.None).Measures[Measures.TtfbP50].Value;
        double after = CellRunner.Run(scenario, 1, new WorldInputs(null, slow)).Measures[Measures.TtfbP50].Value;
        Assert.Equal(48 + 1, after - before, 6);
    }

    private static Scenario Shipped(string name, params string[] sets)
    {
        SourceText file = new("scenarios.yaml", File.ReadAllText(Path.Combine(DataFolder.Repository, "scenarios.yaml")));
        PlanResult result = Planner.Build(file, new PlanRequest { Scenario = name, Sweep = false, Sets = sets }, _ => null);
        Assert.Empty(result.Diagnostics.Select(d => d.Message));
        return result.Plan!.Cells[0].Scenario;
    }

    private static void RequireSame(Scenario scenario, ulong seed, long leastExchanges = 0)
    {
        Scenario real = scenario with { Cryptography = new CryptographySpec(CryptographyMode.Real, null) };
        (RunResult modelledResult, IReadOnlyList<TracedEffect> modelled) = Watch(scenario, seed);
        (RunResult realResult, IReadOnlyList<TracedEffect> effects) = Watch(real, seed);
        Assert.Equal(-1, Partings.FirstDifference(modelled, effects));
        Assert.Equal(Text(modelledResult), Text(realResult));
        Assert.Equal((modelledResult.DecisionHash, modelledResult.TraceHash, modelledResult.Exchanges),
            (realResult.DecisionHash, realResult.TraceHash, realResult.Exchanges));
        Assert.True(realResult.Exchanges >= leastExchanges, "the scenario is smaller than the test needs");
    }

    private static (RunResult Result, IReadOnlyList<TracedEffect> Effects) Watch(Scenario scenario, ulong seed)
    {
        EffectRecorder recorder = new(new EffectInterval(0, long.MaxValue));
        RunResult result = CellRunner.Observe(scenario, seed, WorldInputs.None, new RunObserver { Recorder = recorder });
        return (result, recorder.Effects);
    }

    /// <summary>Every bit of every measure.</summary>
    private static string Text(RunResult result) => string.Join('\n', result.Measures.OrderBy(m => m.Key, StringComparer.Ordinal)
        .Select(m => $"{m.Key} {m.Value.Value:R} {m.Value.Sd:R} {m.Value.N}"));
}
