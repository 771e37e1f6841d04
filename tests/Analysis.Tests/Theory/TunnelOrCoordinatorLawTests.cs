using CsCheck;
using Fleek.Analysis.Theory;

namespace Fleek.Tests.Analysis.Theory;

/// <summary>The two ways of an object, by hand and at their crossing.</summary>
public sealed class TunnelOrCoordinatorLawTests
{
    [Fact]
    public void An_object_of_4_MiB_takes_what_it_takes_by_hand()
    {
        // 80 + 5 x 20 ms, and 33,554,432 bits at 100 Mbit/s; 80 + 2 x 30 ms, and the same at 40 Mbit/s.
        Assert.Equal(0.18 + 0.33554432, TunnelOrCoordinator.DirectSeconds(4 << 20, 0.08, 0.02, 2, 100e6), 12);
        Assert.Equal(0.14 + 0.8388608, TunnelOrCoordinator.TunnelSeconds(4 << 20, 0.08, 0.03, 40e6), 12);
        // 40 ms more of round trips, made good at 15 ns a bit.
        Assert.Equal(0.04 / (8 * 15e-9), TunnelOrCoordinator.CrossoverBytes(0.02, 0.03, 2, 100e6, 40e6), 6);
    }

    [Fact]
    public void At_the_crossover_both_take_as_long_and_beyond_it_the_direct_way_less() => Gen.Select(
        Gen.Double[0.001, 0.3], Gen.Double[0.001, 0.3], Gen.Double[0.001, 0.3], Gen.Int[0, 6], Gen.Double[1e6, 1e9], Gen.Double[1e6, 1e9])
        .Sample((cg, cn, gn, t, direct, tunnel) =>
        {
            double size = TunnelOrCoordinator.CrossoverBytes(cn, gn, t, direct, tunnel);
            if (size is 0 or double.PositiveInfinity)
            {
                Assert.Equal(size == 0, Gain(1) >= 0);
                return;
            }

            Assert.Equal(0, Gain(size), 6);
            Assert.True(direct > tunnel ? Gain(size * 1.01) > 0 : Gain(size * 1.01) < 0);

            double Gain(double bytes) => TunnelOrCoordinator.TunnelSeconds(bytes, cg, gn, tunnel) - TunnelOrCoordinator.DirectSeconds(bytes, cg, cn, t, direct);
        });

    [Theory]
    [InlineData(-1, 0.1, 0.1, 2, 1e6)]
    [InlineData(1, -0.1, 0.1, 2, 1e6)]
    [InlineData(1, 0.1, -0.1, 2, 1e6)]
    [InlineData(1, 0.1, 0.1, -2, 1e6)]
    [InlineData(1, 0.1, 0.1, 2, 0)]
    [InlineData(1, 0.1, 0.1, 2, double.NaN)]
    public void What_cannot_be_is_refused(double bytes, double cg, double cn, double t, double rate)
    {
        Assert.Throws<OutOfDomainException>(() => TunnelOrCoordinator.DirectSeconds(bytes, cg, cn, t, rate));
        if (t >= 0) Assert.Throws<OutOfDomainException>(() => TunnelOrCoordinator.TunnelSeconds(bytes, cg, cn, rate));
    }
}
