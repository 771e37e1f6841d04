using Fleek.Core.Ledger;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>A transaction is final: where it stands in the log, and what the ledger made of it.</summary>
/// <param name="Verdict">Of a batch of redeemed tickets: the batch's own. A refusal changed nothing.</param>
public readonly record struct LedgerReceipt(long Height, LedgerVerdict Verdict);
