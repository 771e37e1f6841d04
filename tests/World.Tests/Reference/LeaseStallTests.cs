using Fleek.Analysis.Theory;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World.Reference;

/// <summary>When nodes with leases stall (V7, T5'): at the start, at renewals, and with start-up credit too small for a renewal's lag.</summary>
public sealed class LeaseStallTests
{
    /// <summary>Renewals of one run, a chunk's price each hundred times.</summary>
    private static readonly int Renewals = Replications.Long ? 100_000 : 8_000;

    private static readonly int Accounts = Replications.Long ? 1_000 : 40;

    /// <summary>(lambda Lam, R) = (5, 10) gives 0.0136953 and, for an exponential lag, 0.134588.</summary>
    [Theory]
    [InlineData(LagDistribution.Constant, 5, 10)]
    [InlineData(LagDistribution.Exponential, 5, 10)]
    [InlineData(LagDistribution.Constant, 8, 10)]
    [InlineData(LagDistribution.Exponential, 3, 6)]
    public void Renewals_come_too_late_as_often_as_the_law_says(LagDistribution lag, double chunksPerLag, long reserve)
    {
        const int quota = 100;
        const double rate = 2;
        Scenario scenario = Worlds.Poisson(
            1, (Renewals + 1_000L) * quota, 0, 1, rate, chunksPerLag / rate, Worlds.WhenNeeded, Renewals * quota / rate);
        scenario = scenario with { Ledger = scenario.Ledger with { Distribution = lag } };
        LeaseTrace trace = new(scenario);
        CellRunner.Run(Worlds.Leased(scenario, quota, reserve, 0, 1), 7, WorldInputs.None, trace);
        double expected = lag == LagDistribution.Constant
            ? LeaseStall.ConstantLag(chunksPerLag, reserve) : LeaseStall.ExponentialLag(chunksPerLag, reserve);
        // The first lease is asked for by a node that has nothing: it always waits.
        int renewals = trace.Leases - 1, late = trace.Late - 1;
        Assert.InRange(renewals, Renewals * 0.98, Renewals * 1.02);
        double z = (late - (renewals * expected)) / Math.Sqrt(renewals * expected * (1 - expected));
        Assert.True(Math.Abs(z) <= 4, $"{late} of {renewals} renewals came late, against {renewals * expected:F1}: z = {z:F2}");
    }

    [Fact]
    public void Without_start_up_credit_the_demand_of_one_lag_waits_for_the_first_leases()
    {
        // Eight nodes of 100 chunks/s and 2.5 s: about 2,000 chunks, and the eight that asked.
        double[] waited = OfAccounts(ReferenceLoad(0), trace => trace.FirstBursts);
        CheckMean(8 * (1 + 250), waited);
    }

    [Fact]
    public void With_start_up_credit_nobody_waits_before_some_node_has_used_up_its_first_lease()
    {
        // A renewal asked for when the first lease is there comes a lag later, when half of the nodes have served 500 chunks: the first of
        // the eight has when all together have served 3,749. The next chunk that it is asked for, when the others have served about one each
        // more, is the first to wait: the reference simulation found 3,763.
        double law = LeaseStall.ServedBeforeFirstEnds(8, 500);
        int earlier = 0;
        double[] served = OfAccounts(ReferenceLoad(300), trace =>
        {
            // One node in a thousand has used up its start-up credit before its first lease is there.
            Assert.Contains(trace.FirstLateAfterOwn, (int[])[300, 500]);
            if (trace.FirstLateAfterOwn == 300) Interlocked.Increment(ref earlier);
            return trace.ServedWhenFirstHas[500];
        });
        Assert.InRange(earlier, 0, Accounts / 10);
        CheckMean(law, served);
        Assert.Equal(3_763, law + 8, 10.0);
    }

    private static Scenario ReferenceLoad(long bootstrap)
    {
        Scenario scenario = Worlds.Poisson(1, 20_000 + (8 * bootstrap), 8 * bootstrap, 8, 100, 2.5, Worlds.WhenNeeded, 120);
        return Worlds.Leased(scenario, 500, 300, bootstrap, 8);
    }

    private static double[] OfAccounts(Scenario scenario, Func<LeaseTrace, double> number)
    {
        double[] numbers = new double[Accounts];
        Parallel.For(0, Accounts, i =>
        {
            LeaseTrace trace = new(scenario);
            CellRunner.Run(scenario, (ulong)(i + 1), WorldInputs.None, trace);
            numbers[i] = number(trace);
        });
        return numbers;
    }

    private static void CheckMean(double expected, double[] found)
    {
        double mean = found.Average(), error = Math.Sqrt(found.Sum(x => (x - mean) * (x - mean)) / (found.Length - 1) / found.Length);
        Assert.True(Math.Abs(mean - expected) <= 4 * error, $"{mean:F1} +- {error:F1} is not {expected:F1}");
    }
}
