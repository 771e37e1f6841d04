using Fleek.Sim.Kernel;
using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Tests.Kernel;

/// <summary>
/// Each distribution against its closed form, with 40,000 draws of seed 1. Bounds are those that a right sampler would
/// break about once in ten thousand seeds (Kolmogorov-Smirnov) or less (moments, at 4.5 standard errors).
/// </summary>
public sealed class DistributionTests
{
    private const int Draws = 40_000;

    public static TheoryData<string> Laws => [.. Law.All.Select(l => l.Name)];

    public static TheoryData<string> LawsWithMoments => [.. Law.All.Where(l => !double.IsNaN(l.Mean)).Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Draws_follow_the_law(string name)
    {
        Law law = Law.Get(name);
        double[] sorted = [.. law.Distribution.Sample(new StreamRandom(1), Draws).Order()];
        double distance = 0;
        for (int i = 0; i < Draws; i++)
        {
            double expected = law.Cdf(sorted[i]);
            distance = Math.Max(distance, Math.Max(expected - ((double)i / Draws), ((i + 1.0) / Draws) - expected));
        }

        // P(D > c / sqrt(n)) = 2 exp(-2 c^2) = 1e-4.
        Assert.InRange(distance, 0, 2.225 / Math.Sqrt(Draws));
    }

    [Theory]
    [MemberData(nameof(LawsWithMoments))]
    public void Draws_have_the_mean_and_the_deviation(string name)
    {
        Law law = Law.Get(name);
        double[] draws = [.. law.Distribution.Sample(new StreamRandom(1), Draws)];
        double mean = draws.Average(), variance = draws.Sum(x => (x - mean) * (x - mean)) / (Draws - 1);
        double expected = law.StdDev * law.StdDev;
        Assert.InRange(mean - law.Mean, -4.5 * law.StdDev / Math.Sqrt(Draws), 4.5 * law.StdDev / Math.Sqrt(Draws));
        double error = expected * Math.Sqrt((law.Kurtosis - 1) / Draws);
        Assert.InRange(variance - expected, -4.5 * error, 4.5 * error);
    }

    [Fact]
    public void A_distribution_tells_its_own_moments()
    {
        (Func<double> Mean, Func<double> StdDev, string Law)[] told =
        [
            (() => new Uniform(2, 5).Mean, () => new Uniform(2, 5).StdDev, "UNIF(2, 5)"),
            (() => TRI(1, 7, 3).Mean, () => TRI(1, 7, 3).StdDev, "TRI(1, 7, 3)"),
            (() => TRI(4, 10).Mean, () => TRI(4, 10).StdDev, "TRI(4, 10)"),
            (() => EXP(4).Mean, () => EXP(4).StdDev, "EXP(4)"),
            (() => N(10, 3).Mean, () => N(10, 3).StdDev, "N(10, 3)"),
            (() => LNORM(0.5, 0.4).Mean, () => LNORM(0.5, 0.4).StdDev, "LNORM(0.5, 0.4)"),
            (() => LNORM2(3, 1).Mean, () => LNORM2(3, 1).StdDev, "LNORM2(3, 1)"),
            (() => ERL(3, 0.5).Mean, () => ERL(3, 0.5).StdDev, "ERL(3, 0.5)"),
        ];
        foreach ((Func<double> mean, Func<double> deviation, string name) in told)
        {
            Assert.Equal(Law.Get(name).Mean, mean(), 1e-12);
            Assert.Equal(Law.Get(name).StdDev, deviation(), 1e-12);
        }

        Assert.Equal(0.5, LNORM(0.5, 0.4).Mu, 1e-15);
        Assert.Equal(Math.Sqrt(Math.Log(10.0 / 9)), LNORM2(3, 1).Sigma, 1e-14);
    }

    [Fact]
    public void Spans_of_time_are_the_same_draws_in_seconds()
    {
        (IDistribution<TimeSpan> Time, IDistribution<double> Plain)[] pairs =
        [
            (UNIF(S(2), S(5)), UNIF(2, 5)), (TRI(S(1), S(7), S(3)), TRI(1, 7, 3)), (TRI(S(4), S(10)), TRI(4.0, 10)),
            (EXP(S(4)), EXP(4)), (N(S(10), S(3)), N(10, 3)), (LNORM(S(0.5), S(0.4)), LNORM(0.5, 0.4)),
            (LNORM2(S(3), S(1)), LNORM2(3, 1)), (CAUCHY(S(1), 2), CAUCHY(1, 2)), (ERL(3, S(0.5)), ERL(3, 0.5)),
            (POS(N(S(0), S(1))), POS(N(0, 1))), (NEG(N(S(0), S(1))), NEG(N(0, 1))), (CONST(S(3)), CONST(3.0)),
        ];
        foreach ((IDistribution<TimeSpan> time, IDistribution<double> plain) in pairs)
        {
            double[] spans = [.. time.Sample(new StreamRandom(3), 200).Select(t => t.TotalSeconds)];
            double[] values = [.. plain.Sample(new StreamRandom(3), 200)];
            for (int i = 0; i < 200; i++) Assert.Equal(values[i], spans[i], 1.01e-7);
        }

        Assert.Equal(S(3.5), UNIF(S(2), S(5)).MeanTime);
        Assert.Equal(S(7), TRI(S(4), S(10)).Mean);
        Assert.Equal(S(4), EXP(S(4)).StdDev);
        Assert.Equal(S(6), ERL(3, S(0.5)).Mean);
        Assert.Equal(S(3), LNORM2(S(3), S(1)).Mean);
        Assert.Equal(Math.Sqrt(1.5), TRI(S(4), S(10)).StdDev.TotalSeconds, 1e-7);
        Assert.Equal(Math.Sqrt(0.75), UNIF(S(2), S(5)).StdDevTime.TotalSeconds, 1e-7);
        Assert.Equal(Math.Exp(0.58), LNORM(S(0.5), S(0.4)).Mean.TotalSeconds, 1e-7);
    }

    [Fact]
    public void Static_samples_are_those_of_the_object()
    {
        static StreamRandom R() => new(7);
        Assert.Equal(UNIF(2, 5).Sample(R()), Uniform.Sample(R(), 2, 5));
        Assert.Equal(TRI(1, 7, 3).Sample(R()), Triangular.Sample(R(), 1, 7, 3));
        Assert.Equal(TRI(4.0, 10).Sample(R()), Triangular.Sample(R(), 4, 10));
        Assert.Equal(EXP(4).Sample(R()), Exponential.Sample(R(), 4));
        Assert.Equal(N(10, 3).Sample(R()), Normal.Sample(R(), 10, 3));
        Assert.Equal(LNORM2(3, 1).Sample(R()), LogNormal.Sample(R(), 3, 1));
        Assert.Equal(CAUCHY(1, 2).Sample(R()), Cauchy.Sample(R(), 1, 2));
        Assert.Equal(WEI(2, 3).Sample(R()), Weibull.Sample(R(), 2, 3));
        Assert.Equal(ERL(3, 0.5).Sample(R()), Erlang.Sample(R(), 3, 0.5));
        Assert.Equal(new UniformDiscrete(3, 9).Sample(R()), UniformDiscrete.Sample(R(), 3, 9));
    }

    [Fact]
    public void Whole_numbers_are_uniform_with_their_moments()
    {
        UniformDiscrete dice = new(1, 7);
        Assert.Equal(3.5, dice.Mean, 1e-15);
        Assert.Equal(Math.Sqrt(35.0 / 12), dice.StdDev, 1e-15);
        Assert.Equal(S(3.5), dice.MeanTime);
        long[] seen = new long[6];
        foreach (int face in dice.Sample(new StreamRandom(1), 60_000)) seen[face - 1]++;
        Assert.InRange(ChiSquare(seen, [.. Enumerable.Repeat(10_000.0, 6)]), 0, 25.7); // 5 degrees of freedom, P = 1e-4
    }

    [Fact]
    public void A_long_sum_of_exponentials_does_not_fall_out_of_range()
    {
        Erlang erlang = new(2000, 1);
        double mean = erlang.Sample(new StreamRandom(1), 500).Average();
        Assert.InRange(mean, 2000 - (4.5 * Math.Sqrt(2000.0 / 500)), 2000 + (4.5 * Math.Sqrt(2000.0 / 500)));
    }

    [Fact]
    public void Weights_are_met_and_a_weight_of_zero_never_is()
    {
        EmpiricalNonUniform<string> law = new(["never", "a", "b", "none", "c", "not"], [0, 1, 2, 0, 3, 0.0]);
        ILookup<string, string> drawn = law.Sample(new StreamRandom(1), 60_000).ToLookup(x => x);
        long[] seen = [drawn["a"].Count(), drawn["b"].Count(), drawn["c"].Count()];
        Assert.Equal(60_000, seen.Sum());
        Assert.InRange(ChiSquare(seen, [10_000, 20_000, 30_000]), 0, 18.4); // 2 degrees of freedom, P = 1e-4
        Assert.Equal("b", EmpiricalNonUniform<string>.Sample(new StreamRandom(1), ["a", "b"], [0, 5.0]));
    }

    [Fact]
    public void Every_part_of_a_size_is_as_likely_as_another()
    {
        EmpiricalUniform<int> law = new([.. Enumerable.Range(0, 5)]);
        StreamRandom random = new(1);
        foreach (Func<IEnumerable<int>> draw in (Func<IEnumerable<int>>[])
        [
            () => law.SampleNoRepetition(random, 2),
            () => EmpiricalUniform<int>.SampleOnlineNoRepetition(random, Enumerable.Range(0, 5), 2),
        ])
        {
            Dictionary<(int, int), long> parts = [];
            for (int i = 0; i < 10_000; i++)
            {
                int[] part = [.. draw()];
                Assert.Equal(2, part.Length);
                Assert.True(part[0] < part[1], "in the order of the observations");
                parts[(part[0], part[1])] = parts.GetValueOrDefault((part[0], part[1])) + 1;
            }

            Assert.Equal(10, parts.Count);
            Assert.InRange(ChiSquare([.. parts.Values], [.. Enumerable.Repeat(1000.0, 10)]), 0, 33.7); // 9 degrees, P = 1e-4
        }
    }

    [Fact]
    public void Draws_from_a_sequence_that_is_read_once_are_uniform()
    {
        StreamRandom random = new(1);
        long[] seen = new long[4];
        for (int i = 0; i < 4000; i++)
        {
            seen[EmpiricalUniform<int>.SampleOnline(random, Enumerable.Range(0, 4))]++;
            foreach (int x in EmpiricalUniform<int>.SampleOnline(random, Enumerable.Range(0, 4), 3)) seen[x]++;
        }

        Assert.InRange(ChiSquare(seen, [.. Enumerable.Repeat(4000.0, 4)]), 0, 21.1); // 3 degrees of freedom, P = 1e-4
        long[] listed = new long[4];
        foreach (int x in new EmpiricalUniform<int>([0, 1, 2, 3]).Sample(random, 16_000)) listed[x]++;
        Assert.InRange(ChiSquare(listed, [.. Enumerable.Repeat(4000.0, 4)]), 0, 21.1);
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private static double ChiSquare(long[] seen, double[] expected) =>
        seen.Zip(expected, (s, e) => (s - e) * (s - e) / e).Sum();
}
