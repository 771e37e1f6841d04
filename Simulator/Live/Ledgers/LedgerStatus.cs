using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>Where one replica of the ledger stands.</summary>
/// <param name="StateHash">At this height; replicas at one height have the same.</param>
/// <param name="LogIndex">Of the last entry that is applied.</param>
/// <param name="LogBytes">On disk, snapshots included; 0 where nothing is kept on disk.</param>
public sealed record LedgerStatus(
    string Replica, int ProcessId, bool IsLeader, long Height, long Epoch, Hash256 StateHash, long LogIndex, long LogBytes)
{
    /// <summary>Stakes included.</summary>
    public required Int128 Deposited { get; init; }

    public Int128 Withdrawn { get; init; }

    public required Int128 Balances { get; init; }

    /// <summary>What nodes were credited.</summary>
    public required Int128 NodeCredits { get; init; }

    /// <summary>In dispute, deposits of who disputes included.</summary>
    public Int128 Escrow { get; init; }

    public required Int128 Stakes { get; init; }

    public required Int128 Fees { get; init; }

    public Int128 Burned { get; init; }

    /// <summary>Whether nothing was made or lost.</summary>
    public bool IsConserved => Balances + NodeCredits + Escrow + Stakes + Fees + Burned == Deposited - Withdrawn;

    /// <summary>A memo beside the balances: what accounts owe.</summary>
    public required Int128 Debts { get; init; }

    internal static LedgerStatus Of(ExchangeLedger ledger, string replica, bool isLeader, long logIndex, long logBytes) =>
        new(replica, Environment.ProcessId, isLeader, ledger.Height, ledger.Epoch, ledger.StateHash(), logIndex, logBytes)
        {
            Deposited = ledger.PaidIn,
            Withdrawn = ledger.Withdrawn,
            Balances = ledger.Balances,
            NodeCredits = ledger.NodeCredits,
            Escrow = ledger.Escrow,
            Stakes = ledger.Stakes,
            Fees = ledger.Fees,
            Burned = ledger.Burned,
            Debts = ledger.Debts,
        };
}
