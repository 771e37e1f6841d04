using System.Numerics;

namespace Fleek.Scenarios.Workloads;

/// <summary>
/// Times of a demand of constant rate: the n-th, counted from 1, is computed from the first and never by adding rounded steps.
/// </summary>
/// <remarks>The period is a fixed-point number, which makes times whole-number arithmetic: equal on every machine.</remarks>
public readonly struct ConstantRate
{
    private const int MostFractionBits = 32, PeriodBits = 62;

    private readonly long _firstNs;
    private readonly ulong _period;
    private readonly int _fractionBits;
    private readonly double _perNs;

    /// <param name="firstNs">Time of the first demand.</param>
    /// <param name="periodNs">Between two demands; at least 1 ns.</param>
    public ConstantRate(long firstNs, double periodNs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periodNs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(periodNs, 1L << (PeriodBits - 2));
        _firstNs = firstNs;
        _fractionBits = Math.Min(MostFractionBits, PeriodBits - 1 - BitOperations.Log2((ulong)periodNs));
        double one = 1UL << _fractionBits;
        _period = (ulong)(periodNs * one);
        _perNs = one / _period;
    }

    /// <summary>When the n-th demand is.</summary>
    public long At(long n) => _firstNs + Span(n - 1);

    /// <summary>The earlier of the n-th demand and a time; the demand may be further away than time can say.</summary>
    public long At(long n, long orNs) =>
        (n - 2) / _perNs > (double)orNs - _firstNs ? orNs : Math.Min(At(n), orNs);

    /// <summary>Demands before a time.</summary>
    public long CountBefore(long timeNs)
    {
        if (timeNs <= _firstNs) return 0;
        // The estimate is off by one at most; the times themselves decide.
        long n = (long)((timeNs - _firstNs) * _perNs);
        while (n > 0 && At(n) >= timeNs) n--;
        while (At(n + 1) < timeNs) n++;
        return n;
    }

    /// <summary>The least time that any run of so many periods takes.</summary>
    public long Span(long periods)
    {
        ulong high = Math.BigMul((ulong)periods, _period, out ulong low);
        return (long)((high << (64 - _fractionBits)) | (low >> _fractionBits));
    }
}
