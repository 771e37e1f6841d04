using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;
using Fleek.Tests.World.Faults;

namespace Fleek.Tests.World;

/// <summary>Leases and static caps (P7, P8, P9) in whole worlds: no overshoot, and the costs that the reference table gives.</summary>
public sealed class LeaseTests
{
    private static readonly int Cases = Replications.Long ? 10_000 : 300;

    private static readonly Gen<CommitRule> Rules = Gen.OneOf(
        Gen.Const(Worlds.WhenNeeded), Gen.Const(Worlds.EveryChunk), Gen.Long[1, 40].Select(n => Worlds.Threshold(n)),
        Gen.Double[0.1, 4].Select(Worlds.Interval));

    private static readonly Gen<Scenario> Leased = Gen.Select(
        FaultyWorlds.Faults(losesDisk: false), Rules, Gen.Select(Gen.Int[1, 5], Gen.Long[0, 300], Gen.Long[0, 30], Gen.Bool),
        Gen.Select(Gen.Long[1, 60], Gen.Long[0, 30], Gen.Long[0, 20]), Gen.Select(Gen.Double[0.5, 20], Gen.Double[0, 4], Gen.Bool))
        .Select((faults, rule, sizes, lease, times) =>
        {
            (int k, long above, long freeze, bool faulty) = sizes;
            (long quota, long reserve, long wished) = lease;
            long bootstrap = Math.Min(wished, Math.Min(quota, freeze / k));
            Scenario scenario = Worlds.Poisson(2, freeze + above, freeze, k, times.Item1, times.Item2, rule, 30);
            scenario = scenario with
            {
                Nodes = k + 3,
                Users = scenario.Users with { Selection = NodeSelection.Assigned },
                Faults = faulty ? faults : null,
                Ledger = times.Item3 && times.Item2 > 0
                    ? scenario.Ledger with { Distribution = LagDistribution.Exponential } : scenario.Ledger,
            };
            return Worlds.Leased(scenario, quota, reserve, bootstrap, k);
        });

    [Fact]
    public void Leases_keep_every_account_above_its_threshold_less_start_up_credit() =>
        Gen.Select(Leased, Gen.ULong[0, 1_000]).Sample((scenario, seed) =>
        {
            LeaseTerms terms = (LeaseTerms)scenario.Payments.Limits!;
            double lowest = (terms.Threshold - (terms.Bootstrap * terms.AssignedNodes)).In(Worlds.Price);
            Assert.Equal(0, LowestFinalBelow(scenario, seed, lowest));
        }, iter: Cases / 3);

    [Fact]
    public void A_user_who_spends_on_spends_all_that_can_be_leased()
    {
        // Without crashes and with demand enough, nobody closes before the money is gone: F is left, and less than a chunk of a lease.
        Gen.Select(Gen.Int[1, 6], Gen.Long[0, 400], Gen.Long[0, 50], Gen.Long[1, 60], Gen.Long[0, 40], Gen.Double[0.1, 5]).Sample(
            (k, above, freeze, quota, reserve, lag) =>
            {
                Scenario scenario = Worlds.Poisson(1, freeze + above, freeze, k, 20, lag, Worlds.WhenNeeded, 10_000);
                scenario = Worlds.Leased(scenario with { Ledger = scenario.Ledger }, quota, reserve, 0, k);
                return Run(scenario, 3).Measures[Measures.FinalBalance].Value == freeze;
            }, iter: Cases / 3);
    }

    [Fact]
    public void Static_caps_leave_what_their_nodes_may_not_serve()
    {
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 6], Gen.Long[0, 400], Gen.Long[0, 50], Gen.Double[0, 5]).Sample((k, more, above, freeze, lag) =>
        {
            int nodes = k + more;
            Scenario scenario = Worlds.Poisson(1, freeze + above, freeze, k, 20, lag, Worlds.Threshold(7), 10_000);
            scenario = Worlds.Capped(scenario with { Nodes = nodes }, nodes);
            double usable = Math.Floor(StaticCap.PerNode(freeze + above, freeze, nodes)) * k;
            return Run(scenario, 4).Measures[Measures.FinalBalance].Value == freeze + above - usable;
        }, iter: Cases / 3);
    }

    /// <summary>The reference load: one account of 20,000 chunks, eight of 64 nodes, 100 chunks a second from each, a lag of 2.5 s.</summary>
    /// <remarks>
    /// k + spend / Q gives 3.7, 2.4 and 1.4. What is more are claims that asked while the last of the account was being leased, and
    /// came too late: one of a node at most.
    /// </remarks>
    [Theory]
    [InlineData(300)]
    [InlineData(500)]
    [InlineData(1_000)]
    public void An_explicit_lease_writes_as_little_as_the_law_says_and_loses_nothing(long quota)
    {
        RunResult result = Run(Reference(freeze: 0, quota, reserve: 300, bootstrap: 0), 1);
        Assert.Equal(0, result.Measures[Measures.NegativeRate].Value);
        Assert.Equal(0, result.Measures[Measures.Overshoot].Value);
        Assert.Equal(0, result.Measures[Measures.FinalBalance].Value);
        double writes = result.Measures[Measures.CommitsPer1000].Value * 20, law = LeaseStall.LedgerWrites(8, 20_000, quota);
        Assert.InRange(writes, law, law + 8);
        if (quota == 500) Assert.Equal(48, writes, 1.0); // five whole rounds of leases: nobody comes too late
        // Nobody is served before the first lease.
        Assert.Equal(2_500, result.Measures[Measures.TtfbP50].Value, 100.0);
    }

    [Fact]
    public void An_implicit_lease_with_start_up_credit_serves_at_once_and_writes_no_more()
    {
        // F = kappa c0 = 2,400 chunks on top of the same 20,000.
        RunResult result = Run(Reference(freeze: 2_400, 500, reserve: 300, bootstrap: 300), 1);
        Assert.Equal(0, result.Measures[Measures.NegativeRate].Value);
        Assert.Equal(0, result.Measures[Measures.Overshoot].Value);
        Assert.Equal(2.4, result.Measures[Measures.CommitsPer1000].Value, 0.06);
        Assert.Equal(0, result.Measures[Measures.TtfbP50].Value);
        Assert.True(result.Measures[Measures.FinalBalance].Value >= BootstrapCredit.LowestFinal(2_400, 8, 300));
    }

    [Fact]
    public void A_node_whose_user_leaves_its_start_up_credit_unused_gives_its_lease_back_once()
    {
        // 3 of 10 chunks are wanted, long before the end: the first commit leases, the last gives back, and nothing is left to be said.
        Scenario scenario = Worlds.Poisson(1, 1_000, 10, 1, 1, 2, Worlds.WhenNeeded, 3.5) with
        {
            Workload = new WorkloadSpec(DemandKind.Ticks, 1),
        };
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        RunResult result = CellRunner.Run(Worlds.Leased(scenario, 20, 10, 10, 1), 1, WorldInputs.None, cancel: late.Token);
        Assert.Equal(3, result.Measures[Measures.Served].Value);
        Assert.Equal(2, result.Measures[Measures.CommitsPer1000].Value * 3 / 1000, 9);
    }

    [Fact]
    public void Waiting_for_the_finality_of_every_payment_is_a_lease_without_reserve()
    {
        // PW: w chunks for each transaction, so at most w chunks in each lag.
        const int w = 10;
        const double lag = 2;
        Scenario scenario = Worlds.Poisson(4, 100_000, 0, 1, 200, lag, Worlds.WhenNeeded, 1_000);
        RunResult result = Run(Worlds.Leased(scenario, w, 0, 0, 1), 5);
        Assert.Equal(1_000 / lag * w, result.Measures[Measures.Served].Value, 1_000 / lag * w * 0.03);
        Assert.Equal(1_000.0 / w, result.Measures[Measures.CommitsPer1000].Value, 1.0);
    }

    [Fact]
    public void Leases_and_caps_fast_forwarded_decide_the_same()
    {
        long chunkByChunk = 0, forwarded = 0;
        Gen.Select(
            Gen.Select(Gen.Int[1, 4], Gen.Long[100, 2_000], Gen.Long[20, 400], Gen.Long[0, 300]),
            Gen.Select(Gen.Double[0.01, 3], Gen.Double[5, 60], Gen.Bool, Rules, Gen.Bool), Gen.ULong[0, 1_000]).Sample((size, how, seed) =>
            {
                (int k, long balance, long quota, long reserve) = size;
                (double lag, double rate, bool capped, CommitRule rule, bool placed) = how;
                Scenario scenario = Worlds.Poisson(1, balance, 0, k, 1, lag, rule, 15);
                scenario = capped ? Worlds.Capped(scenario, k) : Worlds.Leased(scenario, quota, reserve, 0, 0);
                scenario = scenario with
                {
                    Workload = new WorkloadSpec(DemandKind.Constant, rate),
                    Network = placed ? new NetworkSpec(DelayKind.Modelled, null, null, 0) : scenario.Network,
                };
                RunResult slow = Run(scenario, seed), fast = Run(scenario with { FastForward = true }, seed);
                Interlocked.Add(ref chunkByChunk, slow.Events);
                Interlocked.Add(ref forwarded, fast.Events);
                Assert.Equal(slow.DecisionHash, fast.DecisionHash);
                Assert.Equal(Text(slow), Text(fast));
            }, iter: Cases / 3);
        // Were nothing forwarded, equality would say nothing.
        Assert.True(forwarded * 4 < chunkByChunk * 3, $"{forwarded} events fast-forwarded against {chunkByChunk} chunk by chunk");
    }

    private static string Text(RunResult result) => string.Join('\n', result.Measures.OrderBy(m => m.Key, StringComparer.Ordinal));

    private static Scenario Reference(long freeze, long quota, long reserve, long bootstrap)
    {
        Scenario scenario = Worlds.Poisson(10, 20_000 + freeze, freeze, 8, 100, 2.5, Worlds.WhenNeeded, 120);
        scenario = scenario with { Nodes = 64, Users = scenario.Users with { Selection = NodeSelection.Assigned } };
        scenario = scenario with { Payments = scenario.Payments with { WindowChunks = 64 } };
        return Worlds.Leased(scenario, quota, reserve, bootstrap, 8);
    }

    private static RunResult Run(Scenario scenario, ulong seed) => CellRunner.Run(scenario, seed, WorldInputs.None);

    /// <summary>How many accounts were paid down, by payments that nodes took, below so many chunks.</summary>
    private static int LowestFinalBelow(Scenario scenario, ulong seed, double chunks)
    {
        Credits[] left = new Credits[scenario.Users.Count];
        Array.Fill(left, scenario.Users.Balance);
        foreach (TraceEvent e in FaultyWorldTests.Trace(scenario, seed, out _).Where(e => e.Kind == TraceEventKind.Payment))
            left[e.User.Value] -= e.Amount;
        return left.Count(credits => credits.In(Worlds.Price) < chunks);
    }
}
