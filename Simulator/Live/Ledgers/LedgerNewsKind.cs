namespace Fleek.Sim.Live.Ledgers;

/// <summary>What a party hears of the ledger.</summary>
public enum LedgerNewsKind : byte
{
    /// <summary>The view of an account that was asked for begins: its balance less its debt, and what this party has claimed from it.</summary>
    Opened,

    /// <summary>A claim on a watched account, or money that its payer moved.</summary>
    Entry,

    /// <summary>Another node was credited under a grant of a watched account, so much in all.</summary>
    GrantSpent,

    /// <summary>An epoch began.</summary>
    Epoch,

    /// <summary>Nothing new, but the view is up to date: sent at least twice a second, so that silence tells of a partition.</summary>
    Alive,
}
