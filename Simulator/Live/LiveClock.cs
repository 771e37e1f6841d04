using System.Diagnostics;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live;

/// <summary>
/// The real clock, as nanoseconds since 1970: the host's when this was made, and from then on a clock that never runs back. A step of the
/// host's clock does not reach who uses this one.
/// </summary>
public sealed class LiveClock
{
    private readonly long _base = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
    private readonly long _start = Stopwatch.GetTimestamp();

    public Instant Now => new(_base + (long)Stopwatch.GetElapsedTime(_start).TotalNanoseconds);
}
