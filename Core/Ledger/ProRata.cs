using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>Shares out whole units in proportion to claims. Pure: the order of the claims does not matter but for naming them.</summary>
public static class ProRata
{
    /// <summary>
    /// Each claim's part of <paramref name="amount"/>: its share rounded down, and one unit more for those with the largest remainders
    /// (Hamilton's method; equal remainders: the lower rank first), so that nothing is left over.
    /// </summary>
    /// <param name="amount">0 to the sum of the claims.</param>
    /// <param name="claims">Not negative, their sum below 2^120.</param>
    /// <param name="ranks">One number for each claim, all different, that does not depend on their order: a node's id.</param>
    /// <param name="parts">Receives the parts, in the order of the claims.</param>
    public static void Share(Int128 amount, ReadOnlySpan<Int128> claims, ReadOnlySpan<int> ranks, Span<Int128> parts)
    {
        Int128 total = 0, given = 0;
        foreach (Int128 claim in claims) total += claim;
        Invariant.Require(amount >= 0 && amount <= total, "settlement: more is shared out than is claimed");
        if (amount == total)
        {
            claims.CopyTo(parts);
            return;
        }

        (UInt128 Remainder, int Rank, int Index)[] order = new (UInt128, int, int)[claims.Length];
        for (int i = 0; i < claims.Length; i++)
        {
            (UInt128 whole, UInt128 rest) = MultiplyDivide((UInt128)amount, (UInt128)claims[i], (UInt128)total);
            parts[i] = (Int128)whole;
            given += parts[i];
            order[i] = (rest, ranks[i], i);
        }

        Array.Sort(order, (a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Rank.CompareTo(b.Rank));
        for (int i = 0; given < amount; i++, given++) parts[order[i].Index]++;
    }

    /// <summary>
    /// As <see cref="Share"/>, of an amount that may be above the sum of the weights: rounded the same way, so that nothing is left over.
    /// </summary>
    /// <param name="amount">Not negative, and its product with no weight above 2^127.</param>
    /// <param name="weights">Not negative, not all 0, their sum below 2^120.</param>
    public static void Split(Int128 amount, ReadOnlySpan<Int128> weights, ReadOnlySpan<int> ranks, Span<Int128> parts)
    {
        Int128 total = 0;
        foreach (Int128 weight in weights) total += weight;
        Invariant.Require(amount >= 0 && total > 0, "settlement: nobody to share among");
        (Int128 rounds, Int128 rest) = Int128.DivRem(amount, total);
        Share(rest, weights, ranks, parts);
        for (int i = 0; i < parts.Length; i++) parts[i] += checked(rounds * weights[i]);
    }

    /// <summary>a b / c and its remainder, a below c and c below 2^120: bit by bit where the product would not fit.</summary>
    private static (UInt128 Quotient, UInt128 Remainder) MultiplyDivide(UInt128 a, UInt128 b, UInt128 c)
    {
        if (a <= ulong.MaxValue && b <= ulong.MaxValue) return UInt128.DivRem(a * b, c);
        UInt128 quotient = 0, remainder = 0;
        for (int bit = 127; bit >= 0; bit--)
        {
            quotient <<= 1;
            remainder <<= 1;
            if (((b >> bit) & 1) != 0) remainder += a;
            while (remainder >= c)
            {
                remainder -= c;
                quotient++;
            }
        }

        return (quotient, remainder);
    }
}
