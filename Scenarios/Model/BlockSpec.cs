using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>What a block of a ledger holds.</summary>
/// <param name="Bytes">Most that a block holds; at least one transaction.</param>
/// <param name="TransactionBytes">Of one redeem transaction. Positive.</param>
public readonly record struct BlockSize(long Bytes, long TransactionBytes)
{
    /// <summary>Transactions that a block holds.</summary>
    public long Capacity => Bytes / TransactionBytes;
}

/// <summary>Blocks of a ledger that come on time.</summary>
/// <param name="Interval">From one block to the next. Positive.</param>
public sealed record BlockSpec(Duration Interval, BlockSize Size);
