using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>Where one replica of the ledger stands.</summary>
/// <param name="StateHash">At this height; replicas at one height have the same.</param>
/// <param name="LogIndex">Of the last entry that is applied.</param>
/// <param name="LogBytes">On disk, snapshots included; 0 where nothing is kept on disk.</param>
public sealed record LedgerStatus(string Replica, int ProcessId, bool IsLeader, long Height, long Epoch, Hash256 StateHash, long LogIndex, long LogBytes)
{
    public required Int128 Deposited { get; init; }

    public required Int128 Balances { get; init; }

    /// <summary>What nodes were credited.</summary>
    public required Int128 NodeCredits { get; init; }

    public required Int128 Stakes { get; init; }

    public required Int128 Fees { get; init; }

    /// <summary>A memo beside the balances: what accounts owe.</summary>
    public required Int128 Debts { get; init; }
}
