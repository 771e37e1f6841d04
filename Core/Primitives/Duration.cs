namespace Fleek.Core.Primitives;

/// <summary>A span of time in whole nanoseconds; 64 bits reach 292 years. Overflow throws.</summary>
public readonly record struct Duration(long Nanoseconds) : System.IComparable<Duration>
{
    public static readonly Duration Zero = new(0);

    public double Seconds => Nanoseconds / 1e9;

    public double Milliseconds => Nanoseconds / 1e6;

    public static Duration FromSeconds(long seconds) => new(seconds * 1_000_000_000L);

    public static Duration FromMilliseconds(long milliseconds) => new(milliseconds * 1_000_000L);

    /// <summary>The nearest whole nanosecond to <paramref name="seconds"/>; throws where it does not fit.</summary>
    public static Duration FromSeconds(double seconds) => new((long)System.Math.Round(seconds * 1e9));

    public static Duration operator +(Duration a, Duration b) => new(a.Nanoseconds + b.Nanoseconds);

    public static Duration operator -(Duration a, Duration b) => new(a.Nanoseconds - b.Nanoseconds);

    public static Duration operator *(Duration a, long n) => new(a.Nanoseconds * n);

    public static bool operator <(Duration a, Duration b) => a.Nanoseconds < b.Nanoseconds;

    public static bool operator >(Duration a, Duration b) => a.Nanoseconds > b.Nanoseconds;

    public static bool operator <=(Duration a, Duration b) => a.Nanoseconds <= b.Nanoseconds;

    public static bool operator >=(Duration a, Duration b) => a.Nanoseconds >= b.Nanoseconds;

    public int CompareTo(Duration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Seconds} s");
}
