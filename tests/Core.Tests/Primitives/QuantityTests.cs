using CsCheck;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class QuantityTests
{
    [Fact]
    public void Money_that_overflows_throws()
    {
        Credits most = new(long.MaxValue), least = new(long.MinValue), one = new(1);
        Assert.Throws<OverflowException>(() => most + one);
        Assert.Throws<OverflowException>(() => least - one);
        Assert.Throws<OverflowException>(() => -least);
        Assert.Throws<OverflowException>(() => most * 2);
        Assert.Throws<OverflowException>(() => least * -1);
    }

    [Fact]
    public void Time_that_overflows_throws()
    {
        Duration tick = new(1);
        Assert.Throws<OverflowException>(() => Instant.Never + tick);
        Assert.Throws<OverflowException>(() => new Instant(long.MinValue) - tick);
        Assert.Throws<OverflowException>(() => Instant.Never - new Instant(-1));
        Assert.Throws<OverflowException>(() => new Duration(long.MaxValue) + tick);
        Assert.Throws<OverflowException>(() => new Duration(long.MinValue) - tick);
        Assert.Throws<OverflowException>(() => new Duration(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => Duration.FromSeconds(10_000_000_000L));
        Assert.Throws<OverflowException>(() => Duration.FromMilliseconds(long.MaxValue));
        Assert.Throws<OverflowException>(() => Duration.FromSeconds(1e10));
        Assert.Throws<OverflowException>(() => Duration.FromSeconds(double.NaN));
        Assert.Throws<OverflowException>(() => Duration.FromSeconds(double.PositiveInfinity));
    }

    [Fact]
    public void Arithmetic_is_that_of_whole_numbers()
    {
        Gen.Select(Gen.Int, Gen.Int).Sample((a, b) =>
        {
            Assert.Equal(new Credits((long)a + b), new Credits(a) + new Credits(b));
            Assert.Equal(new Credits((long)a - b), new Credits(a) - new Credits(b));
            Assert.Equal(new Credits((long)a * b), new Credits(a) * b);
            Assert.Equal(new Credits(-(long)a), -new Credits(a));
            Assert.Equal(new Duration((long)a + b), new Duration(a) + new Duration(b));
            Assert.Equal(new Duration((long)a * b), new Duration(a) * b);
            Instant at = new(a);
            Assert.Equal(at, at + new Duration(b) - new Duration(b));
            Assert.Equal(new Duration(b), at + new Duration(b) - at);
        });
    }

    [Fact]
    public void Every_comparison_agrees_with_the_number_underneath()
    {
        Gen.Select(Gen.Long[-3, 3], Gen.Long[-3, 3]).Sample((a, b) =>
        {
            (bool, bool, bool, bool, int) expected = (a > b, a < b, a <= b, a >= b, a.CompareTo(b));
            Credits c = new(a), d = new(b);
            Assert.Equal(expected, (c > d, c < d, c <= d, c >= d, c.CompareTo(d)));
            Assert.Equal((Math.Min(a, b), Math.Max(a, b)), (Credits.Min(c, d).Units, Credits.Max(c, d).Units));
            Duration e = new(a), f = new(b);
            Assert.Equal(expected, (e > f, e < f, e <= f, e >= f, e.CompareTo(f)));
            Instant g = new(a), h = new(b);
            Assert.Equal(expected, (g > h, g < h, g <= h, g >= h, g.CompareTo(h)));
            Assert.Equal((Math.Min(a, b), Math.Max(a, b)), (Instant.Min(g, h).Nanoseconds, Instant.Max(g, h).Nanoseconds));
        });
    }

    [Theory]
    [InlineData(0, "0 credit")]
    [InlineData(1, "0.000000000001 credit")]
    [InlineData(-1_500_000_000_000, "-1.5 credit")]
    [InlineData(long.MaxValue, "9223372.036854775807 credit")]
    [InlineData(long.MinValue, "-9223372.036854775808 credit")]
    public void Money_is_written_to_the_last_unit(long units, string text) => Assert.Equal(text, new Credits(units).ToString());

    [Fact]
    public void Times_are_written_in_seconds()
    {
        Assert.Equal("0.25 s", Duration.FromMilliseconds(250).ToString());
        Assert.Equal("t=1.5 s", (Instant.Zero + Duration.FromSeconds(1.5)).ToString());
        Assert.Equal((0.25, 250), (Duration.FromMilliseconds(250).Seconds, Duration.FromMilliseconds(250).Milliseconds));
        Assert.Equal(2.5, new Credits(5).In(new Credits(2)));
    }

    [Fact]
    public void Seconds_round_to_the_nearest_nanosecond()
    {
        Assert.Equal(1, Duration.FromSeconds(0.6e-9).Nanoseconds);
        Assert.Equal(0, Duration.FromSeconds(0.4e-9).Nanoseconds);
        Assert.Equal(-1_000_000_000, Duration.FromSeconds(-1.0).Nanoseconds);
    }

    [Fact]
    public void A_broken_invariant_names_its_rule()
    {
        Invariant.Require(true, "kept");
        Assert.Equal("broken", Assert.Throws<InvariantViolationException>(() => Invariant.Require(false, "broken")).Message);
        Assert.Equal("gone", Assert.Throws<InvariantViolationException>(() => Invariant.Break("gone")).Message);
    }
}
