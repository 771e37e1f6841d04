using System;

namespace Fleek.Core.Primitives;

/// <summary>
/// Money: signed whole base units, 10^12 to one credit. Arithmetic is checked: an overflow is a bug and throws.
/// 64 bits reach 9.2 million credits, which is plenty for one account; sums over accounts are kept in 128 bits by the ledger.
/// </summary>
public readonly record struct Credits(long Units) : IComparable<Credits>
{
    public const long UnitsPerCredit = 1_000_000_000_000L;

    public static readonly Credits Zero = new(0);

    public static Credits operator +(Credits a, Credits b) => new(checked(a.Units + b.Units));

    public static Credits operator -(Credits a, Credits b) => new(checked(a.Units - b.Units));

    public static Credits operator -(Credits a) => new(checked(-a.Units));

    public static Credits operator *(Credits a, long n) => new(checked(a.Units * n));

    public static bool operator <(Credits a, Credits b) => a.Units < b.Units;

    public static bool operator >(Credits a, Credits b) => a.Units > b.Units;

    public static bool operator <=(Credits a, Credits b) => a.Units <= b.Units;

    public static bool operator >=(Credits a, Credits b) => a.Units >= b.Units;

    public static Credits Min(Credits a, Credits b) => a.Units <= b.Units ? a : b;

    public static Credits Max(Credits a, Credits b) => a.Units >= b.Units ? a : b;

    /// <summary>This amount counted in units of <paramref name="price"/>, for reports; decisions never use it.</summary>
    public double In(Credits price) => (double)Units / price.Units;

    public int CompareTo(Credits other) => Units.CompareTo(other.Units);

    public override string ToString() => (Units / (decimal)UnitsPerCredit).ToString(
        "0.############", System.Globalization.CultureInfo.InvariantCulture) + " credit";
}
