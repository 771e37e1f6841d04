using System.Numerics;
using CsCheck;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class PortableMathTests
{
    private const double Claimed = 1e-15;
    private const int Points = 200_000;

    [Fact]
    public void Log_is_as_exact_as_it_says()
    {
        Compare(PortableMath.Log, Math.Log, AnyPositive, Claimed);
        Compare(PortableMath.Log, Math.Log, r => 1 + ((r.NextUniform() - 0.5) * 1e-3), Claimed);
        Compare(PortableMath.Log, Math.Log, r => 0.5 + r.NextUniform(), Claimed);
    }

    [Fact]
    public void Exp_is_as_exact_as_it_says()
    {
        Compare(PortableMath.Exp, Math.Exp, r => (r.NextUniform() * 1417) - 708, Claimed);
        Compare(PortableMath.Exp, Math.Exp, r => r.NextNormal(), Claimed);
        Compare(PortableMath.Exp, Math.Exp, r => r.NextNormal() * 1e-9, Claimed);
        RandomStream random = new(1, 8, 0);
        for (int i = 0; i < 10_000; i++)
        {
            double x = -708 - (random.NextUniform() * 40); // subnormal results: exact to two steps
            Assert.InRange(PortableMath.Exp(x) - Math.Exp(x), -2 * double.Epsilon, 2 * double.Epsilon);
        }
    }

    [Fact]
    public void Sine_and_cosine_are_as_exact_as_they_say()
    {
        foreach (double range in (double[])[1, 10, 1000, 1e5])
        {
            Compare(PortableMath.Sin, Math.Sin, r => ((2 * r.NextUniform()) - 1) * range, Claimed);
            Compare(PortableMath.Cos, Math.Cos, r => ((2 * r.NextUniform()) - 1) * range, Claimed);
        }
    }

    [Fact]
    public void Sine_and_cosine_are_exact_beside_their_zeros()
    {
        for (int k = 1; k <= 63_661; k++)
        {
            double x = k * (Math.PI / 2);
            Close(Math.Sin(x), PortableMath.Sin(x), Claimed, x);
            Close(Math.Cos(x), PortableMath.Cos(x), Claimed, x);
        }
    }

    [Fact]
    public void Arc_sine_and_arc_tangent_are_as_exact_as_they_say()
    {
        Compare(PortableMath.Asin, Math.Asin, r => (2 * r.NextUniform()) - 1, Claimed);
        Compare(PortableMath.Asin, Math.Asin, r => 1 - (r.NextUniform() * 1e-9), Claimed);
        Compare(PortableMath.Asin, Math.Asin, r => r.NextNormal() * 1e-9, Claimed);
        Compare(PortableMath.Atan, Math.Atan, r => r.NextNormal() * 2, Claimed);
        Compare(PortableMath.Atan, Math.Atan, AnyPositive, Claimed);
        Compare(PortableMath.Atan, Math.Atan, r => -AnyPositive(r), Claimed);
    }

    [Fact]
    public void Pow_is_as_exact_as_it_says_over_the_range_that_rules_use()
    {
        RandomStream random = new(1, 9, 0);
        for (int i = 0; i < Points; i++)
        {
            double x = Math.Exp((random.NextUniform() * 28) - 14), y = random.NextUniform() * 10;
            Close(Math.Pow(x, y), PortableMath.Pow(x, y), 1e-13, x);
        }
    }

    [Fact]
    public void Gamma_meets_factorials_and_half_integers()
    {
        BigInteger factorial = 1, odd = 1;
        for (int n = 1; n <= 170; n++)
        {
            Close((double)factorial, PortableMath.Gamma(n), n <= 30 ? 1e-13 : 1e-12, n);
            factorial *= n;
            if (n > 140) continue;
            // Gamma(n + 1/2) = sqrt(pi) * 1 * 3 * ... * (2n - 1) / 2^n
            odd *= (2 * n) - 1;
            Close(Math.Sqrt(Math.PI) * (double)odd / Math.Pow(2, n), PortableMath.Gamma(n + 0.5), n < 30 ? 1e-13 : 1e-12,
                n + 0.5);
        }
    }

    /// <summary>The recurrence ties every argument to those that the integers pin.</summary>
    [Fact]
    public void Gamma_obeys_its_recurrence()
    {
        RandomStream random = new(1, 10, 0);
        for (int i = 0; i < Points; i++)
        {
            double x = 1e-3 + (random.NextUniform() * 8);
            Close(x * PortableMath.Gamma(x), PortableMath.Gamma(x + 1), 2e-13, x);
        }
    }

    [Fact]
    public void Edges_are_those_of_the_platform()
    {
        double[] edges =
        [
            0, -0.0, 1, -1, 0.5, 2, double.Epsilon, 2.2250738585072009e-308, 2.2250738585072014e-308, double.MaxValue,
            double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-300, 745.5, -745.5, 710, 709.78, -744.4,
        ];
        foreach (double x in edges)
        {
            Close(Math.Log(x), PortableMath.Log(x), Claimed, x);
            Close(Math.Exp(x), PortableMath.Exp(x), Claimed, x);
            Close(Math.Atan(x), PortableMath.Atan(x), Claimed, x);
            Close(Math.Asin(x), PortableMath.Asin(x), Claimed, x);
            if (!(x >= 0)) continue;
            foreach (double y in (double[])[0, 1, 2, 3, 0.5, -1, -2.5]) Close(Math.Pow(x, y), PortableMath.Pow(x, y), 1e-12, x);
        }

        Assert.Equal(0, PortableMath.Sin(0));
        Assert.Equal(1, PortableMath.Cos(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Gamma(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Gamma(-0.5));
    }

    [Fact]
    public void Exp_and_log_are_monotone_where_rules_compare_their_results()
    {
        Gen.Select(Gen.Double[1e-12, 1e12], Gen.Double[1 + 1e-14, 2]).Sample((x, factor) =>
        {
            Assert.True(PortableMath.Log(x) <= PortableMath.Log(x * factor));
            double y = Math.Log(x);
            Assert.True(PortableMath.Exp(y) <= PortableMath.Exp(y + (factor - 1)));
        });
    }

    /// <summary>The bits are part of every trace hash: an edit that moves one of them changes every stored run.</summary>
    [Theory]
    [InlineData("log", 2.0, 0x3fe62e42fefa39ef)]
    [InlineData("log", 0.1, 0xc0026bb1bbb55515)]
    [InlineData("log", 1e300, 0x4085963447f87fb5)]
    [InlineData("exp", 1.0, 0x4005bf0a8b14576a)]
    [InlineData("exp", -0.7, 0x3fdfc80db9dd5542)]
    [InlineData("exp", 300.25, 0x5b01fda3eaeb3d0e)]
    [InlineData("sin", 1.0, 0x3feaed548f090cee)]
    [InlineData("sin", 1e5, 0x3fa24daa9c527e96)]
    [InlineData("cos", 2.5, 0xbfe9a2f7ef858b7d)]
    [InlineData("asin", 0.3, 0x3fd380159e14f6fe)]
    [InlineData("atan", 7.0, 0x3ff6dcc57bb565fd)]
    [InlineData("pow", 2.5, 0x4012fdcf53f3e6f4)]
    [InlineData("gamma", 1.2, 0x3fed61a36a1a201f)]
    public void Results_are_these_bits(string function, double x, ulong bits)
    {
        double y = function switch
        {
            "log" => PortableMath.Log(x),
            "exp" => PortableMath.Exp(x),
            "sin" => PortableMath.Sin(x),
            "cos" => PortableMath.Cos(x),
            "asin" => PortableMath.Asin(x),
            "atan" => PortableMath.Atan(x),
            "pow" => PortableMath.Pow(x, 1.7),
            _ => PortableMath.Gamma(x),
        };
        Assert.Equal($"{bits:x16}", $"{BitConverter.DoubleToUInt64Bits(y):x16}");
    }

    private static double AnyPositive(RandomStream random)
    {
        while (true)
        {
            double x = BitConverter.UInt64BitsToDouble(random.NextBits() >> 1);
            if (double.IsNormal(x)) return x;
        }
    }

    private static void Compare(Func<double, double> ours, Func<double, double> platform, Func<RandomStream, double> point,
        double bound)
    {
        for (int i = 0; i < Points / 10; i++)
        {
            double x = point(new RandomStream(1, 7, i)); // a copy: each point has its own stream
            Close(platform(x), ours(x), bound, x);
        }
    }

    private static void Close(double expected, double actual, double bound, double x)
    {
        if (expected.Equals(actual) || Math.Abs(actual - expected) <= bound * Math.Abs(expected)) return;
        Assert.Fail($"at {x:R}: {actual:R}, but {expected:R}: relative error {Math.Abs(actual - expected) / Math.Abs(expected):E2}");
    }
}
