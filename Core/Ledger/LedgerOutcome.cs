namespace Fleek.Core.Ledger;

/// <summary>What became of a transaction.</summary>
public enum LedgerOutcome : byte
{
    /// <summary>Nothing changed; the refusal says why.</summary>
    Refused = 0,

    /// <summary>It was done.</summary>
    Applied = 1,

    /// <summary>It is in order and was known before: nothing changed.</summary>
    Unchanged = 2,

    /// <summary>The accused node is at fault.</summary>
    Upheld = 3,

    /// <summary>The accused node is not at fault; the poster's deposit is gone.</summary>
    Dismissed = 4,
}
