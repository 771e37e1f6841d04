using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>What all replicas of a ledger have in common.</summary>
/// <param name="Chain">Its name, which everything signed for it bears.</param>
/// <param name="Settings">Its constants; a height is an ordered batch, or a <see cref="Tick"/> without any.</param>
public sealed record LedgerTerms(Hash256 Chain, LedgerSettings Settings)
{
    /// <summary>
    /// Makes the verifier of one replica, which calls it from one thread at a time; Ed25519 by libsodium unless a run does without
    /// cryptography.
    /// </summary>
    public Func<ISignatureVerifier> Verifier { get; init; } = static () => new Adapters.Cryptography.Ed25519Verifier();

    /// <summary>Who may bring money in, since nothing in a deposit proves that it came; null lets everyone.</summary>
    public IReadOnlySet<PublicKey>? Depositors { get; init; }

    /// <summary>
    /// After so long without a batch an empty one is ordered: heights go on, so that what waits for one happens, and parties hear that their
    /// view is up to date.
    /// </summary>
    public Duration Tick { get; init; } = Duration.FromMilliseconds(400);

    /// <summary>Whether a party may submit a transaction. What it is worth is for the ledger to say.</summary>
    internal bool Admits(in PublicKey party, ReadOnlySpan<byte> transaction) =>
        Depositors is null || transaction.IsEmpty
        || (LedgerTransactionKind)transaction[0] is not (LedgerTransactionKind.Deposit or LedgerTransactionKind.Stake)
        || Depositors.Contains(party);
}
