using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Theory;

public sealed class LeaseAndCascadeTests
{
    [Fact]
    public void A_lease_stalls_as_often_as_known()
    {
        Assert.Equal(0.0136953, LeaseStall.ConstantLag(5, 10), 5e-8);
        Assert.Equal(0.134588, LeaseStall.ExponentialLag(5, 10), 5e-7);
    }

    [Fact]
    public void Stalls_agree_with_simulated_demand()
    {
        RandomStream random = new(3, 1, 0);
        const int Renewals = 400_000;
        int stalls = 0;
        for (int i = 0; i < Renewals; i++)
        {
            double lag = 3 * random.NextExponential();
            int wanted = 0;
            for (double t = random.NextExponential(); t < lag; t += random.NextExponential()) wanted++;
            if (wanted > 4) stalls++;
        }

        double p = LeaseStall.ExponentialLag(3, 4), se = Math.Sqrt(p * (1 - p) / Renewals);
        Assert.InRange((double)stalls / Renewals, p - (4 * se), p + (4 * se));
    }

    [Fact]
    public void Leases_end_first_where_the_largest_share_of_the_demand_falls()
    {
        // One node serves its lease. Of two with a lease of 1 the first chunk ends one; of 2 it takes two chunks or three, with equal chance.
        Assert.Equal(500, LeaseStall.ServedBeforeFirstEnds(1, 500), 1e-6);
        Assert.Equal(1, LeaseStall.ServedBeforeFirstEnds(2, 1), 1e-6);
        Assert.Equal(2.5, LeaseStall.ServedBeforeFirstEnds(2, 2), 1e-6);
        Assert.Equal(3_749.12, LeaseStall.ServedBeforeFirstEnds(8, 500), 0.01);
        Assert.Throws<OutOfDomainException>(() => LeaseStall.ServedBeforeFirstEnds(0, 1));
    }

    [Fact]
    public void A_lease_without_demand_never_stalls_and_its_writes_are_renewals()
    {
        Assert.Equal(0, LeaseStall.ConstantLag(0, 0));
        Assert.Equal(0, LeaseStall.ExponentialLag(0, 0));
        Assert.Equal(1 - Math.Exp(-5), LeaseStall.ConstantLag(5, 0), 1e-14);
        Assert.Equal(48, LeaseStall.LedgerWrites(8, 20_000, 500));
        Assert.Equal(28, LeaseStall.LedgerWrites(8, 20_000, 1000));
        Assert.Throws<OutOfDomainException>(() => LeaseStall.ExponentialLag(1, -1));
        Assert.Throws<OutOfDomainException>(() => LeaseStall.LedgerWrites(8, 1, 0));
    }

    [Theory]
    [InlineData(64, 8, 1, 1.12048, 0.89562, 0)]
    [InlineData(64, 64, 0.5, 1.94185, 0.61011, 0.010321)]
    public void A_cascade_has_its_known_sizes(
        int population, int nodes, double alpha, double mean, double alone, double tenOrMore)
    {
        DiscreteLaw triggered = CommitCascade.Triggered(nodes - 1, alpha / population);
        Assert.Equal(mean, 1 + triggered.Mean, 5e-6);
        Assert.Equal(alone, triggered[0], 5e-6);
        Assert.Equal(tenOrMore, triggered.Tail(8), 5e-7);
    }

    [Theory]
    [InlineData(64, 8, 1.0)]
    [InlineData(10, 10, 0.9)]
    [InlineData(16, 16, 2.0)]
    public void Cascades_agree_with_nodes_of_random_phase(int population, int nodes, double alpha)
    {
        RandomStream random = new(17, 1, nodes);
        const int Runs = 200_000;
        double delta = alpha / population;
        int[] sizes = new int[nodes];
        double[] distance = new double[nodes - 1];
        for (int run = 0; run < Runs; run++)
        {
            // How far each of the others is below its threshold, as a share of it; every commit lowers all thresholds alike.
            for (int i = 0; i < distance.Length; i++) distance[i] = random.NextUniform();
            int triggered = 0, committed = 1;
            while (triggered < committed)
            {
                triggered = committed;
                committed = 1 + distance.Count(d => d < triggered * delta);
            }

            sizes[triggered - 1]++;
        }

        DiscreteLaw law = CommitCascade.Triggered(nodes - 1, delta);
        for (int z = 0; z < nodes; z++)
        {
            double se = Math.Sqrt(Math.Max(law[z] * (1 - law[z]), 1e-9) / Runs);
            Assert.InRange((double)sizes[z] / Runs, law[z] - (4.5 * se) - 1e-5, law[z] + (4.5 * se) + 1e-5);
        }
    }

    [Fact]
    public void Cascades_among_many_nodes_follow_borel()
    {
        DiscreteLaw many = CommitCascade.Triggered(99_999, 0.6 / 100_000);
        for (int size = 1; size < 30; size++) Assert.Equal(1, CommitCascade.SizeOfMany(0.6, size) / many[size - 1], 0.01);
        Assert.Equal(CommitCascade.MeanSizeOfMany(0.6), 1 + many.Mean, 1e-3);
        Assert.Equal(0.5, CommitCascade.Branching(0.5, 65, 64));
    }

    [Fact]
    public void Cascades_at_the_edges_are_certain()
    {
        Assert.Equal(0, CommitCascade.Triggered(0, 0.3).Mean);
        Assert.Equal(0, CommitCascade.Triggered(7, 0).Mean);
        Assert.Equal(7, CommitCascade.Triggered(7, 1).Mean);
        Assert.Equal(7, CommitCascade.Triggered(7, 50).Mean);
        Assert.Throws<OutOfDomainException>(() => CommitCascade.Triggered(7, double.NaN));
        Assert.Throws<OutOfDomainException>(() => CommitCascade.MeanSizeOfMany(1));
    }

    [Fact]
    public void Proportional_commits_in_phase_are_counted_as_known()
    {
        ProportionalRounds rounds = ProportionalRounds.Of(9500, 8, 64, 1, 2);
        Assert.Equal(33, rounds.Rounds);
        Assert.Equal(264, rounds.Commits);
        Assert.Equal(115.87, rounds.Left, 0.005);
        Assert.Equal(58, rounds.LastCommits, 0.5);
        Assert.Equal(4750, ProportionalRounds.FixedCommits(9500, 2));
        // Rounds not whole: between the two.
        Assert.InRange(ProportionalRounds.AllCommits(9500, 8, 64, 1, 2), 264 + 57, 264 + 64);
    }

    [Fact]
    public void Proportional_commits_at_the_edges()
    {
        Assert.Equal(0, ProportionalRounds.Of(0, 8, 64, 1, 2).Rounds);
        Assert.Equal(0, ProportionalRounds.AllCommits(0, 8, 64, 1, 2));
        // Already below the smallest batch's range: no round at all.
        Assert.Equal(new ProportionalRounds(0, 0, 100, 50), ProportionalRounds.Of(100, 8, 64, 1, 2));
        Assert.Throws<OutOfDomainException>(() => ProportionalRounds.Of(9500, 64, 64, 1, 2));
        Assert.Throws<OutOfDomainException>(() => ProportionalRounds.Of(double.PositiveInfinity, 8, 64, 1, 2));
    }

    [Theory]
    [InlineData(1, 1.000)]
    [InlineData(2, 0.6366)]
    [InlineData(3, 0.5660)]
    [InlineData(5, 0.5262)]
    [InlineData(1e6, 0.5)]
    public void Weibull_residuals_over_batches_are_the_known_ones(double shape, double ratio)
    {
        Assert.Equal(ratio, WeibullBatch.ResidualOverBatch(shape), 5e-5);
        Assert.Equal(ratio, WeibullBatch.MeanResidual(1, WeibullBatch.SquaredVariation(shape)), 5e-5);
    }

    [Fact]
    public void Whole_residuals_follow_from_the_batch_alone()
    {
        // Batches of 3 or 8 with chances 0.25 and 0.75: every chunk of a batch is equally likely to be the last.
        double mean = (3 * 0.25) + (8 * 0.75), square = (9 * 0.25) + (64 * 0.75);
        double direct = ((0.25 * (0 + 1 + 2)) + (0.75 * (0 + 1 + 2 + 3 + 4 + 5 + 6 + 7))) / mean;
        Assert.Equal(direct, WeibullBatch.MeanWholeResidual(mean, (square / mean / mean) - 1), 1e-12);
        // A fixed threshold of n: (n - 1) / 2. A coin, whose CV^2 is 1 - p: (1 - p) / p.
        Assert.Equal(9.5, WeibullBatch.MeanWholeResidual(20, 0));
        Assert.Equal(19, WeibullBatch.MeanWholeResidual(20, 0.95), 1e-12);
        Assert.Throws<OutOfDomainException>(() => WeibullBatch.ResidualOverBatch(0));
        Assert.Throws<OutOfDomainException>(() => WeibullBatch.Scale(50, double.NaN));
    }

    /// <summary>
    /// The tabulated theory takes the residual of amounts that are not whole, less half a chunk; the batch itself is half a chunk
    /// longer in whole chunks, which the exact form counts: 1.5 chunks more over seven nodes.
    /// </summary>
    [Theory]
    [InlineData(50, 3, 1944.6, 1946.1, 1945.2, 57.2)]
    [InlineData(200, 3, 2539.0, 2540.5, 2536.0, 175)]
    public void Weibull_batches_give_the_tabulated_overshoot_within_a_thousandth(
        double batch, double shape, double tabulated, double exact, double simulated, double sd)
    {
        double continuous = batch * WeibullBatch.ResidualOverBatch(shape);
        Assert.Equal(-tabulated, FirstOrderLaw.MeanFinal(0, 8, 250, continuous - 0.5), 0.051);
        double law = -FirstOrderLaw.MeanFinal(0, 8, 250, WeibullBatch.MeanWholeChunks(batch, shape));
        Assert.Equal(exact, law, 0.05);
        Assert.Equal(simulated, law, 4 * sd / Math.Sqrt(4000));
    }
}
