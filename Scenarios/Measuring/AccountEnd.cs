using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Measuring;

/// <summary>What one account of a run came to, for the measures that are counted over accounts.</summary>
/// <param name="Left">Ledger balance less recorded debt, after every ticket is redeemed.</param>
/// <param name="Debt">What claims exceeded the balance by.</param>
/// <param name="Paid">The value of the chunks that it paid for.</param>
/// <param name="Freezes">Serving nodes that froze it.</param>
/// <param name="FrozenEverywhere">All that serve it did.</param>
/// <param name="DeniedSeconds">From its first refused request until its own money was spent, or the end.</param>
public readonly record struct AccountEnd(
    Credits Left, Credits Debt, Credits Paid, long Chunks, int Freezes, bool FrozenEverywhere, double DeniedSeconds);
