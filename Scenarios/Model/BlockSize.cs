namespace Fleek.Scenarios.Model;

/// <summary>What a block of a ledger holds.</summary>
/// <param name="Bytes">Most that a block holds; at least one transaction.</param>
/// <param name="TransactionBytes">Of one redeem transaction. Positive.</param>
public readonly record struct BlockSize(long Bytes, long TransactionBytes)
{
    /// <summary>Transactions that a block holds.</summary>
    public long Capacity => Bytes / TransactionBytes;
}
