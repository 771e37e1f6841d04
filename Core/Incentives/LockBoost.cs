using System;

namespace Fleek.Core.Incentives;

/// <summary>
/// How much more of the issue a node gets whose stake is locked for long. It makes no more tokens: what it gives one, others
/// lack.
/// </summary>
/// <param name="MaxBoost">For the longest lock.</param>
/// <param name="MaxLockEpochs">Longer locks count as this one.</param>
public sealed record LockBoost(int MaxBoost = 4, int MaxLockEpochs = 1460)
{
    private const int Thousand = 1000;

    /// <summary>min(max, 1 + (max - 1) left / longest) in thousandths, rounded down.</summary>
    /// <param name="lockedUntil">The epoch in which the stake is free again; one that is past is no lock.</param>
    public int Thousandths(long lockedUntil, long epoch)
    {
        long left = Math.Min(Math.Max(0, lockedUntil - epoch), MaxLockEpochs);
        return Thousand + (int)((MaxBoost - 1) * Thousand * left / MaxLockEpochs);
    }
}
