namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>What became of a submitted batch.</summary>
/// <param name="Receipts">Encoded, one for each transaction; empty unless it is final.</param>
internal readonly record struct LedgerAnswer(LedgerAnswerKind Kind, ReadOnlyMemory<byte> Receipts = default);
