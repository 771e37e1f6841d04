namespace Fleek.Core.Primitives;

/// <summary>A point in time: whole nanoseconds since the driver's epoch (a simulation's start, or a host's boot).</summary>
public readonly record struct Instant(long Nanoseconds) : System.IComparable<Instant>
{
    public static readonly Instant Zero = new(0);

    /// <summary>Later than every event: the deadline of an actor that waits for nothing.</summary>
    public static readonly Instant Never = new(long.MaxValue);

    public double Seconds => Nanoseconds / 1e9;

    public static Instant operator +(Instant at, Duration span) => new(at.Nanoseconds + span.Nanoseconds);

    public static Instant operator -(Instant at, Duration span) => new(at.Nanoseconds - span.Nanoseconds);

    public static Duration operator -(Instant later, Instant earlier) => new(later.Nanoseconds - earlier.Nanoseconds);

    public static bool operator <(Instant a, Instant b) => a.Nanoseconds < b.Nanoseconds;

    public static bool operator >(Instant a, Instant b) => a.Nanoseconds > b.Nanoseconds;

    public static bool operator <=(Instant a, Instant b) => a.Nanoseconds <= b.Nanoseconds;

    public static bool operator >=(Instant a, Instant b) => a.Nanoseconds >= b.Nanoseconds;

    public static Instant Min(Instant a, Instant b) => a <= b ? a : b;

    public static Instant Max(Instant a, Instant b) => a >= b ? a : b;

    public int CompareTo(Instant other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"t={Seconds} s");
}
