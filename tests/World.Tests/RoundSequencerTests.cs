using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Sequencing;
using Fleek.Sim.World.Sequencing.Rounds;

namespace Fleek.Tests.World;

public sealed class RoundSequencerTests
{
    private const long Hop = 50_000_000;
    private static readonly Duration Timeout = Duration.FromSeconds(1), Wait = Duration.FromSeconds(0.4);

    public static TheoryData<ConsensusProtocol> Protocols => [.. Enum.GetValues<ConsensusProtocol>()];

    public static TheoryData<ConsensusProtocol> WithBlocks => [.. Enum.GetValues<ConsensusProtocol>().Where(p => p != ConsensusProtocol.Pbft)];

    [Theory]
    [InlineData(4)]
    [InlineData(13)]
    public void With_equal_delays_a_committee_that_agrees_on_demand_is_a_constant_lag(int validators)
    {
        Scenario constant = Worlds.Poisson(20, 300, 20, 4, 20, 0.15, Worlds.Threshold(10), 40);
        Scenario rounds = constant with { Ledger = Ledger(ConsensusProtocol.Pbft, validators) };
        RunResult expected = CellRunner.Run(constant, 5, WorldInputs.None), result = CellRunner.Run(rounds, 5, WorldInputs.None);
        Assert.Equal(expected.TraceHash, result.TraceHash);
        Assert.Equal(0.15, result.Measures[Measures.LedgerLagMean].Value, 9);
    }

    /// <summary>The q-th of n independent delays of mean 1: the sum over i below q of 1 / (n - i).</summary>
    [Theory]
    [InlineData(4, 3, 1.08333)]
    [InlineData(10, 7, 1.09563)]
    public void A_quorum_is_an_order_statistic(int validators, int quorum, double printed)
    {
        double expected = Enumerable.Range(0, quorum).Sum(i => 1.0 / (validators - i));
        Assert.Equal(printed, expected, 5);
        const int n = 100_000;
        RandomStream random = new(3, 1_000, validators);
        double sum = 0, squares = 0;
        for (int k = 0; k < n; k++)
        {
            long[][] delays = [.. Enumerable.Range(0, validators).Select(_ => new[] { (long)(random.NextExponential() * 1e9) })
                .Select(d => Enumerable.Repeat(d[0], validators).ToArray())];
            Committee committee = new(delays, [.. Enumerable.Repeat(Committee.Never, validators)]);
            Assert.Equal(quorum, committee.Quorum);
            double heard = committee.Heard(0, new long[validators], committee.Quorum) / 1e9;
            sum += heard;
            squares += heard * heard;
        }

        double mean = sum / n, deviation = Math.Sqrt(((squares / n) - (mean * mean)) / n);
        Assert.InRange((mean - expected) / deviation, -4, 4);
    }

    /// <summary>From making a block to its finality at all, and from one block to the next, in delays of equal length.</summary>
    [Theory]
    [InlineData(ConsensusProtocol.Tendermint, 3, 3 + 8)]
    [InlineData(ConsensusProtocol.HotStuff, 7, 2)]
    public void A_leaders_block_takes_the_delays_that_its_protocol_has(ConsensusProtocol protocol, int toFinal, int toNext)
    {
        List<DecidedBlock> blocks = Decide(Consensus(protocol, Equal(7)), 100);
        for (int i = 1; i < blocks.Count; i++)
        {
            Assert.Equal(blocks[i - 1].CutNs + (toNext * Hop), blocks[i].CutNs);
            // Who sends what makes it final knows one delay before those that it is sent to.
            Assert.Equal(blocks[i].CutNs + (toFinal * Hop), blocks[i].KnownNs.Max());
            Assert.True(blocks[i].KnownNs.Count(known => known < blocks[i].CutNs + (toFinal * Hop)) <= 1, "some know too early");
        }
    }

    /// <summary>A leader's block is final first; those beside and above it with the next leader's.</summary>
    [Theory]
    [InlineData(ConsensusProtocol.Bullshark, 3, new[] { 6, 9, 12 })]
    [InlineData(ConsensusProtocol.Mysticeti, 1, new[] { 3, 4 })]
    public void A_dags_blocks_take_the_delays_that_its_protocol_has(ConsensusProtocol protocol, int round, int[] toFinal)
    {
        List<DecidedBlock> blocks = Decide(Consensus(protocol, Equal(7)), 700);
        Dictionary<int, int> seen = [];
        foreach (DecidedBlock block in blocks.Skip(50))
        {
            Assert.Equal(0, block.CutNs % (round * Hop));
            long delays = (Others(block).Max() - block.CutNs) / Hop;
            seen[(int)delays] = seen.GetValueOrDefault((int)delays) + 1;
        }

        Assert.Equal(toFinal, seen.Keys.Order());
        // One block of a leader's round is the leader's; Bullshark has a leader in every second round.
        int leaders = seen[toFinal[0]];
        Assert.InRange(leaders * 7.0 * (protocol == ConsensusProtocol.Bullshark ? 2 : 1) / (blocks.Count - 50), 0.9, 1.1);
    }

    [Theory]
    [MemberData(nameof(WithBlocks))]
    public void Blocks_are_known_in_the_order_of_the_log_each_once_and_none_before_it_was_made(ConsensusProtocol protocol)
    {
        Committee committee = Random(10, 2, seed: 9);
        List<DecidedBlock> blocks = Decide(Consensus(protocol, committee), 3_000);
        Assert.Equal(blocks.Count, blocks.Select(b => (b.Proposer, b.CutNs)).Distinct().Count());
        foreach (DecidedBlock block in blocks)
            for (int i = 2; i < 10; i++) Assert.True(block.KnownNs[i] > block.CutNs, "a block is final before it was made");
        // The two that are down from the first second on make no blocks after it; all others do.
        Assert.All(blocks.Where(b => b.CutNs >= 1_000_000_000), b => Assert.True(b.Proposer >= 2));
        // With HotStuff the votes for the block before a leader that is down are lost with it: its proposer has none.
        int heard = protocol == ConsensusProtocol.HotStuff ? 7 : 8;
        Assert.Equal(heard, blocks.Where(b => b.CutNs >= 1_000_000_000).Select(b => b.Proposer).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_leader_that_goes_down_costs_a_timeout_and_nothing_is_lost(ConsensusProtocol protocol)
    {
        double well = Worst(0), down = Worst(2);
        Assert.True(well < 3, $"{well} s without anybody down");
        Assert.InRange(down, well, well + (protocol == ConsensusProtocol.Pbft ? 4 : 8));
        Assert.True(down > well + 0.9, $"{down} s after {well} s: a leader that is down costs nothing");

        double Worst(int crashed)
        {
            Scenario scenario = Worlds.Poisson(1, 10, 0, 1, 1, 1, Worlds.EveryChunk, 1) with { Ledger = Ledger(protocol, 7, crashed) };
            ISequencer sequencer = Sequencers.For(scenario, 1, Nowhere(scenario));
            double worst = 0;
            for (int i = 0; i < 2_000; i++)
            {
                Instant at = new(i * 10_000_000L);
                worst = Math.Max(worst, (sequencer.Submit(at, default(Redeem), 0).Final - at).Seconds);
            }

            return worst;
        }
    }

    [Theory]
    [MemberData(nameof(WithBlocks))]
    public void A_committee_takes_as_much_as_its_blocks_hold(ConsensusProtocol protocol)
    {
        const int capacity = 3, n = 3_000;
        Committee committee = Equal(4);
        IConsensus consensus = Consensus(protocol, committee);
        RoundSequencer sequencer = new(committee, consensus, new ValidatorAccess(committee, [new long[4]]), capacity);
        double last = 0;
        for (int i = 0; i < n; i++) last = sequencer.Submit(Instant.Zero, default(Redeem), 0).Final.Seconds;
        // All were there from the start: as many blocks as they fill, one after the other.
        double interval = protocol switch
        {
            ConsensusProtocol.Tendermint => 11,
            ConsensusProtocol.HotStuff => 2,
            ConsensusProtocol.Bullshark => 3,
            _ => 1,
        };
        Assert.Equal(n / capacity * interval * Hop / 1e9, last, 12 * Hop / 1e9);
    }

    [Fact]
    public void Between_two_epochs_nothing_is_proposed()
    {
        EpochPauses pauses = new(Duration.FromSeconds(10), Duration.FromSeconds(3));
        foreach (ConsensusProtocol protocol in Enum.GetValues<ConsensusProtocol>().Where(p => p != ConsensusProtocol.Pbft))
        {
            List<DecidedBlock> blocks = Decide(Consensus(protocol, Equal(4), pauses), 2_000);
            Assert.True(blocks[^1].CutNs > 30_000_000_000, "the test ends too early");
            Assert.All(blocks, b => Assert.False(b.CutNs >= 10_000_000_000 && b.CutNs % 10_000_000_000 < 3_000_000_000, $"{protocol}: {b.CutNs}"));
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_world_on_the_globe_settles_and_each_node_sees_a_prefix_in_its_own_time(ConsensusProtocol protocol)
    {
        Scenario scenario = Worlds.Poisson(20, 300, 30, 4, 20, 1, Worlds.Threshold(10), 30) with
        {
            Nodes = 20,
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
            Ledger = Ledger(protocol, 10) with { Rounds = Spec(protocol, 10, 0) with { HopDelay = Duration.Zero } },
        };
        RunResult result = CellRunner.Run(scenario, 1, WorldInputs.None);
        Assert.Equal(result.TraceHash, CellRunner.Run(scenario, 1, WorldInputs.None).TraceHash);
        Assert.True(result.Exchanges > 2_000);
        Assert.InRange(result.Measures[Measures.LedgerLagMean].Value, 0.1, 3);

        ISequencer sequencer = Sequencers.For(scenario, 1, Surroundings.Of(scenario, 1, WorldInputs.None));
        List<(Sequenced Place, Instant[] Seen)> log = [];
        for (int i = 0; i < 500; i++)
        {
            Sequenced place = sequencer.Submit(new Instant(i * 20_000_000L), new Redeem(new UserId(0), new NodeId(i % 20), Credits.Zero), 0);
            log.Add((place, [.. Enumerable.Range(0, 20).Select(node => sequencer.VisibleAt(place, new NodeId(node)))]));
        }

        Assert.True(log.Exists(l => l.Seen.Distinct().Count() > 1), "all nodes see the ledger at once");
        log.Sort((a, b) => a.Place.Final.CompareTo(b.Place.Final));
        for (int i = 0; i < log.Count; i++)
        {
            for (int node = 0; node < 20; node++)
            {
                Assert.True(log[i].Seen[node] >= log[i].Place.Final, "a node sees what is not final");
                if (i > 0 && log[i].Place.Final > log[i - 1].Place.Final)
                    Assert.True(log[i].Seen[node] >= log[i - 1].Seen[node], "a node sees a block before the one below it");
            }
        }
    }

    private static LedgerSpec Ledger(ConsensusProtocol protocol, int validators, int crashed = 0) =>
        new(Duration.Zero, LagDistribution.Rounds, 0, null, Spec(protocol, validators, crashed));

    private static CommitteeSpec Spec(ConsensusProtocol protocol, int validators, int crashed) => new(
        protocol, validators, new Duration(Hop), new BlockSize(1_000_000, 1), Timeout, Wait, crashed, Duration.FromSeconds(5), Duration.Zero,
        Duration.Zero);

    private static Surroundings Nowhere(Scenario scenario) =>
        Surroundings.Of(scenario, 1, WorldInputs.None);

    private static IConsensus Consensus(ConsensusProtocol protocol, Committee committee, EpochPauses pauses = default) => protocol switch
    {
        ConsensusProtocol.Tendermint => new Tendermint(committee, pauses, Timeout, Wait),
        ConsensusProtocol.HotStuff => new HotStuff(committee, pauses, Timeout),
        _ => new Dag(committee, pauses, protocol == ConsensusProtocol.Bullshark, Timeout),
    };

    private static List<DecidedBlock> Decide(IConsensus consensus, int atLeast)
    {
        List<DecidedBlock> blocks = [];
        while (blocks.Count < atLeast) consensus.Decide(blocks);
        return blocks;
    }

    /// <summary>When those other than its proposer know of a block.</summary>
    private static IEnumerable<long> Others(DecidedBlock block) => block.KnownNs.Where((_, i) => i != block.Proposer);

    private static Committee Equal(int validators) => new(
        [.. Enumerable.Range(0, validators).Select(i => Enumerable.Range(0, validators).Select(j => i == j ? 0 : Hop).ToArray())],
        [.. Enumerable.Repeat(Committee.Never, validators)]);

    /// <summary>Delays of 5 to 200 ms; the first validators go down after a second.</summary>
    private static Committee Random(int validators, int down, ulong seed)
    {
        RandomStream random = new(seed, 1_000, 0);
        long[][] delays = [.. Enumerable.Range(0, validators).Select(_ => new long[validators])];
        for (int i = 0; i < validators; i++)
            for (int j = 0; j < i; j++) delays[i][j] = delays[j][i] = 5_000_000 + (long)(random.NextUniform() * 195_000_000);
        return new Committee(delays, [.. Enumerable.Range(0, validators).Select(i => i < down ? 1_000_000_000 : Committee.Never)]);
    }
}
