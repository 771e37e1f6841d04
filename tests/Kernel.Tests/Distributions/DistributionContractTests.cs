using Fleek.Sim.Kernel;
using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Tests.Kernel;

public sealed class DistributionContractTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    public static TheoryData<string, Func<object>> Refused => new()
    {
        { "must be below 2", () => UNIF(2.0, 2) },
        { "must be a finite number", () => UNIF(0, double.PositiveInfinity) },
        { "must be below", () => UNIF(_second, _second) },
        { "must be below 5", () => new UniformDiscrete(5, 5) },
        { "must lie between 0 and 1", () => TRI(0, 1, 1.5) },
        { "must be below", () => TRI(3.0, 1) },
        { "must lie between", () => TRI(_second, 2 * _second, 3 * _second) },
        { "above 0 and is 0", () => EXP(0) },
        { "above 0 and is NaN", () => EXP(double.NaN) },
        { "longer than 0", () => EXP(TimeSpan.Zero) },
        { "at least 0 and is -1", () => N(0, -1) },
        { "must be a finite number and is NaN", () => N(double.NaN, 1) },
        { "must not be negative", () => N(_second, -_second) },
        { "above 0 and is -3", () => LNORM2(-3, 1) },
        { "at least 0 and is -1", () => LNORM2(3, -1) },
        { "above 0 and is 0", () => CAUCHY(0, 0) },
        { "above 0 and is 0", () => WEI(0, 1) },
        { "above 0 and is -2", () => WEI(1, -2) },
        { "above 0 and is 0", () => ERL(0, 1) },
        { "above 0 and is 0", () => ERL(1, 0.0) },
        { "nothing lies between 2 and 1", () => new BoundedContinuous(N(0, 1), 2, 1) },
        { "nothing lies between 1 and 1", () => new BoundedDiscrete(new UniformDiscrete(0, 9), 1, 1, excludeLower: true) },
        { "above 0 and is 0", () => POS(N(0, 1), ntries: 0) },
        { "at least one", () => new EmpiricalUniform<int>([]) },
        { "1 weights for 2 observations", () => new EmpiricalNonUniform<int>([1, 2], [1.0]) },
        { "at least 0 and is -1", () => new EmpiricalNonUniform<int>([1, 2], [2, -1.0]) },
        { "above 0 and is 0", () => new EmpiricalNonUniform<int>([1, 2], [0, 0.0]) },
        { "3 are asked for, and there are 2", () => new EmpiricalUniform<int>([1, 2]).SampleNoRepetition(new PcgRandom(), 3) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parameters_that_make_no_sense_are_refused_with_a_reason(string reason, Func<object> make) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cut_that_is_never_met_gives_up_after_its_tries()
    {
        BoundedContinuous never = new(CONST(5.0), 6, 7, ntries: 13);
        Assert.False(never.TrySample(new StreamRandom(1), out _));
        Assert.Contains("13 draws gave nothing in [6, 7]", Assert.Throws<InvalidOperationException>(
            () => never.Sample(new StreamRandom(1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, "0123")]
    [InlineData(true, false, "123")]
    [InlineData(false, true, "012")]
    [InlineData(true, true, "12")]
    public void Bounds_belong_to_the_interval_unless_excluded(bool noLower, bool noUpper, string expected)
    {
        UniformDiscrete digits = new(-3, 8);
        BoundedDiscrete cut = new(digits, 0, 3, excludeLower: noLower, excludeUpper: noUpper);
        Assert.Equal(expected, string.Concat(cut.Sample(new StreamRandom(1), 500).Distinct().Order()));
        BoundedTime spans = new(UNIF(-_second, _second), TimeSpan.Zero, excludeLower: noLower);
        Assert.All(spans.Sample(new StreamRandom(1), 200), t => Assert.True(t >= TimeSpan.Zero));
    }

    [Fact]
    public void A_normal_kept_for_one_stream_never_goes_to_another()
    {
        Normal shared = N(0, 1), own = N(0, 1);
        StreamRandom a = new(1, entity: 1), b = new(1, entity: 2), b2 = new(1, entity: 2);
        shared.Sample(a);
        Assert.Equal(own.Sample(b2), shared.Sample(b));
        // After a reset the second value of a pair is forgotten, and a new pair is drawn.
        StreamRandom c = new(1), d = new(1);
        Normal forgetful = N(0, 1);
        double first = forgetful.Sample(c);
        forgetful.Reset();
        Assert.NotEqual(N(0, 1).Sample(d, 2).Last(), forgetful.Sample(c));
        Assert.Equal(first, N(0, 1).Sample(new StreamRandom(1)));
    }

    /// <summary>What one global stream cannot do: one consumer draws more, and nobody else notices.</summary>
    [Fact]
    public void A_stream_of_its_own_is_moved_by_nobody()
    {
        static double[] Service(int drawsOfOthers)
        {
            StreamRandom arrivals = new(5, purpose: 1), services = new(5, purpose: 2);
            for (int i = 0; i < drawsOfOthers; i++) arrivals.NextDouble();
            return [.. WEI(1, 1).Sample(services, 10)];
        }

        Assert.Equal(Service(0), Service(1000));
        Assert.NotEqual(new StreamRandom(5, 1).NextDouble(), new StreamRandom(5, 2).NextDouble());
        StreamRandom again = new(9);
        double first = again.NextDouble();
        again.Reinitialise(9);
        Assert.Equal(first, again.NextDouble());
    }

    [Fact]
    public void The_simulation_draws_from_its_seed()
    {
        static (double[] Values, bool Found) Draw(int seed)
        {
            Simulation env = new(seed);
            double one = env.Rand(EXP(1));
            return ([one, .. env.Rand(N(0, 1), 5)], env.TryRand(POS(N(0, 1)), out double _));
        }

        Assert.Equal(Draw(3).Values, Draw(3).Values);
        Assert.NotEqual(Draw(3).Values, Draw(4).Values);
        Assert.True(Draw(3).Found);
    }

    [Fact]
    public void A_timeout_lasts_as_long_as_was_drawn()
    {
        Simulation env = new();
        double drawn = EXP(2).Sample(new StreamRandom(1));
        Event timeout = env.TimeoutD(new StreamRandom(1), EXP(2));
        env.Run(timeout);
        Assert.Equal(drawn, env.NowD, 1e-9);
        Event second = env.Timeout(new StreamRandom(2), CONST(TimeSpan.FromSeconds(3)));
        env.Run(second);
        Assert.Equal(drawn + 3, env.NowD, 1e-9);
    }

    /// <summary>.NET promises these numbers for a seed, so a ported model meets the draws that it knew.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(42)]
    [InlineData(-7)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void The_system_generator_gives_the_numbers_of_the_platform(int seed)
    {
        Random known = new(seed);
        SystemRandom ours = new(seed);
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(known.Next(), ours.Next());
            Assert.Equal(known.Next(17), ours.Next(17));
            Assert.Equal(known.Next(-5, 90), ours.Next(-5, 90));
            Assert.Equal(known.Next(int.MinValue, int.MaxValue), ours.Next(int.MinValue, int.MaxValue));
            Assert.Equal(known.NextDouble(), ours.NextDouble());
        }
    }

    [Fact]
    public void Every_generator_stays_within_its_bounds_and_is_even()
    {
        foreach (IRandom random in (IRandom[])[new PcgRandom(1), new SystemRandom(1), new StreamRandom(1)])
        {
            long[] seen = new long[7];
            for (int i = 0; i < 70_000; i++) seen[random.Next(-3, 4) + 3]++;
            Assert.InRange(seen.Sum(s => (s - 10_000.0) * (s - 10_000) / 10_000), 0, 27.9); // 6 degrees of freedom, P = 1e-4
            for (int i = 0; i < 1000; i++)
            {
                Assert.InRange(random.Next(), 0, int.MaxValue - 1);
                Assert.InRange(random.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
                Assert.InRange(random.NextDouble(), 0, Math.BitDecrement(1));
                Assert.Equal(0, random.Next(1));
            }

            Assert.ThrowsAny<ArgumentException>(() => random.Next(0));
            Assert.ThrowsAny<ArgumentException>(() => random.Next(5, 5));
        }
    }

    /// <summary>A change of this number is a change of the results of every model.</summary>
    [Fact]
    public void Draws_are_the_same_bits_on_every_machine()
    {
        ulong hash = 14695981039346656037;
        foreach (Law law in Law.All)
        {
            foreach (double draw in law.Distribution.Sample(new StreamRandom(11), 200))
                hash = (hash ^ BitConverter.DoubleToUInt64Bits(draw)) * 1099511628211;
        }

        Assert.Equal(17101517117565708812UL, hash);
    }
}
