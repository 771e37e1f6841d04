using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>What the ledger keeps under one key, which may be a payer, a poster of disputes and a node at once.</summary>
internal sealed class LedgerAccount(PublicKey key)
{
    public PublicKey Key { get; } = key;

    /// <summary>Never negative; zero while there is debt.</summary>
    public Int128 Balance;

    /// <summary>Claims that no balance covered: a memo.</summary>
    public Int128 Debt;

    /// <summary>What a node earned in epochs that can no longer be disputed.</summary>
    public Int128 Free;

    /// <summary>Fees of unanswered disputes that <see cref="Free"/> did not cover: a memo, taken from later earnings.</summary>
    public Int128 FeeOwed;

    public Int128 Stake;

    /// <summary>It had a stake once: a node.</summary>
    public bool IsNode;

    /// <summary>The number of its next signed transaction.</summary>
    public long Sequence;

    /// <summary>Money of the account on its way out, and when; amount zero means none.</summary>
    public Leaving Balances;

    /// <summary>Stake on its way out.</summary>
    public Leaving Stakes;

    internal struct Leaving
    {
        public Int128 Amount;
        public long Due;
    }
}
