namespace Fleek.Core.Ledger;

/// <summary>What an entry of the ledger's log did to an account.</summary>
public enum LedgerEntryKind : byte
{
    /// <summary>A node claimed what it is owed.</summary>
    Claim,

    /// <summary>The payer put money in.</summary>
    Deposit,

    /// <summary>The payer asked for money back: nodes may not count on it from here on.</summary>
    Withdrawal,

    /// <summary>What was asked for left, as far as claims had left it; nodes may count on the rest again.</summary>
    Payout,
}
