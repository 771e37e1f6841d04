using Fleek.Analysis.Theory;

namespace Fleek.Tests.Analysis.Theory;

/// <summary>Laws of where nodes go and how near they are, against published numbers, integrals and counting.</summary>
public sealed class LocationLawTests
{
    private const double R = NearestNode.EarthRadiusKm;

    [Theory]
    [InlineData(90, 1188.7, 2318.3)]
    [InlineData(440, 538.2, 1050.8)]
    [InlineData(1000, 357.0, 697.2)]
    [InlineData(10_000, 112.9, 220.5)]
    public void Distances_are_the_published_ones(double nodes, double meanKm, double p95Km)
    {
        Assert.Equal(meanKm, NearestNode.Mean(nodes, R), 1);
        Assert.Equal(p95Km, NearestNode.Quantile(nodes, R, 0.95), 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(90)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(10_000)]
    public void The_mean_is_the_integral_of_the_tail(double nodes)
    {
        // Simpson's rule over the whole range, in steps that are short where the tail falls.
        double end = NearestNode.Quantile(nodes, R, 1 - 1e-15), sum = 0;
        const int Steps = 20_000;
        for (int i = 0; i <= Steps; i++)
            sum += NearestNode.Tail(nodes, R, end * i / Steps) * (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2);
        Assert.Equal(1, sum * end / Steps / 3 / NearestNode.Mean(nodes, R), 9);
    }

    [Fact]
    public void The_series_continues_the_product()
    {
        // C(2N, N) / 4^N falls by (2N + 1) / (2N + 2) from N to N + 1, also where one way to compute it takes over from the other.
        for (double n = 900; n < 1100; n++)
            Assert.Equal(((2 * n) + 1) / ((2 * n) + 2), NearestNode.Mean(n + 1, 1) / NearestNode.Mean(n, 1), 12);
        Assert.Equal(Math.PI / 2, NearestNode.Mean(1, 1), 14);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(440, 0.95)]
    [InlineData(1e9, 0.5)]
    public void A_quantile_is_where_the_tail_says_so(double nodes, double probability) =>
        Assert.Equal(1 - probability, NearestNode.Tail(nodes, R, NearestNode.Quantile(nodes, R, probability)), 9);

    [Fact]
    public void One_node_is_a_quarter_around_away_in_the_mean_and_never_more_than_half()
    {
        Assert.Equal(R * Math.PI / 2, NearestNode.Mean(1, R), 9);
        Assert.Equal(0, NearestNode.Tail(1, R, Math.PI * R));
        Assert.Equal(1, NearestNode.Tail(5, R, 0));
    }

    [Theory]
    [InlineData(10, 5, 0.2792)]
    [InlineData(50, 16, 0.4134)]
    [InlineData(100, 27, 0.4758)]
    [InlineData(200, 48, 0.5452)]
    [InlineData(440, 93, 0.6255)]
    [InlineData(1000, 185, 0.7092)]
    public void Regions_of_a_zipf_equilibrium_are_the_published_ones(double nodes, long regions, double share)
    {
        Assert.Equal(regions, ZipfEquilibrium.RegionsCovered(nodes, 2000));
        Assert.Equal(share, ZipfEquilibrium.ShareOf(regions, 2000), 4);
    }

    [Fact]
    public void Regions_are_covered_as_counting_divisors_says()
    {
        long sum = 0;
        for (int m = 1; m <= 400; m++)
        {
            for (int d = 1; d <= m; d++)
                if (m % d == 0) sum++;
            Assert.Equal(m - 1, ZipfEquilibrium.RegionsCovered(sum - 1, 1e6));
            Assert.Equal(m, ZipfEquilibrium.RegionsCovered(sum, 1e6));
        }

        Assert.Equal(0, ZipfEquilibrium.RegionsCovered(0, 10));
        Assert.Equal(10, ZipfEquilibrium.RegionsCovered(1e9, 10));
    }

    [Fact]
    public void To_first_order_it_takes_m_ln_m_nodes_and_a_little()
    {
        foreach (double m in new double[] { 93, 185, 10_000, 1_000_000 })
        {
            double exact = 0;
            for (long i = 1; i <= m; i++) exact += Math.Floor(m / i);
            // Dirichlet: the rest is at most of the order of the root.
            Assert.InRange(exact - ZipfEquilibrium.NodesToCover(m), -2 * Math.Sqrt(m), 2 * Math.Sqrt(m));
        }
    }

    [Fact]
    public void Free_entry_leaves_less_than_one_more_node_would_need()
    {
        Assert.Equal(14, FreeEntry.Nodes(100, 7));
        Assert.Equal((100.0 / 14) - 7, FreeEntry.Profit(100, 7), 12);
        Assert.Equal((0, 0), (FreeEntry.Nodes(6, 7), FreeEntry.Profit(6, 7)));
        Assert.Equal((1, 0), (FreeEntry.Nodes(7, 7), FreeEntry.Profit(7, 7)));
    }

    [Fact]
    public void What_has_no_answer_is_refused()
    {
        Assert.Throws<OutOfDomainException>(() => NearestNode.Mean(0, R));
        Assert.Throws<OutOfDomainException>(() => NearestNode.Mean(1.5, R));
        Assert.Throws<OutOfDomainException>(() => NearestNode.Quantile(5, R, 1));
        Assert.Throws<OutOfDomainException>(() => FreeEntry.Nodes(5, 0));
        Assert.Throws<OutOfDomainException>(() => ZipfEquilibrium.RegionsCovered(double.NaN, 5));
    }
}
