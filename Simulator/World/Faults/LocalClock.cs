using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Faults;

/// <summary>
/// An actor's own clock: at the true time t it shows offset + t (1 + drift), rounded down to whole nanoseconds. Whole-number
/// arithmetic, so that reading and waiting agree to the nanosecond.
/// </summary>
internal readonly record struct LocalClock
{
    private const long Billion = 1_000_000_000;

    private readonly long _offsetNs, _driftPpb;

    /// <param name="offset">What it shows at true time 0.</param>
    /// <param name="driftPpb">Nanoseconds that it gains in a true second; above -1e9, else it would stand still.</param>
    public LocalClock(Duration offset, long driftPpb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(driftPpb, -Billion);
        (_offsetNs, _driftPpb) = (offset.Nanoseconds, driftPpb);
    }

    /// <summary>What the clock shows at a true time that is not negative.</summary>
    public Instant Read(Instant at) => new(_offsetNs + (long)((Int128)at.Nanoseconds * (Billion + _driftPpb) / Billion));

    /// <summary>The first true time at which the clock shows <paramref name="local"/> or more; never for never.</summary>
    public Instant WhenItShows(Instant local)
    {
        if (local == Instant.Never) return local;
        Int128 since = (Int128)local.Nanoseconds - _offsetNs;
        if (since <= 0) return Instant.Zero;
        Int128 rate = Billion + _driftPpb;
        Int128 at = ((since * Billion) + rate - 1) / rate;
        return at < long.MaxValue ? new Instant((long)at) : Instant.Never;
    }
}
