namespace Fleek.Core.Ledger;

/// <summary>The first byte of an encoded transaction: numbers are never used again for something else.</summary>
public enum LedgerTransactionKind : byte
{
    None = 0,
    Deposit = 1,
    Stake = 2,
    Withdraw = 3,
    RegisterGrant = 4,
    Redeem = 5,

    /// <summary>D1.</summary>
    KeyWithheld = 6,
    PublishKey = 7,

    /// <summary>D2.</summary>
    WrongPlaintext = 8,

    /// <summary>D3.</summary>
    Equivocation = 9,
}
