namespace Fleek.Sim.World;

/// <summary>What a payer does beside asking for chunks, and what the ledger does for it.</summary>
internal enum PayerStep
{
    /// <summary>Submits a deposit; it is final; nodes have seen it, and lanes are opened again.</summary>
    SubmitDeposit,
    Deposit,
    Reopen,

    /// <summary>Asks for its balance; the request is final; it is paid.</summary>
    SubmitWithdrawal,
    Withdrawal,
    Payout,

    /// <summary>The ledger pays what was claimed in an epoch.</summary>
    Settlement,

    /// <summary>Goes without a word; nodes take the connection to be gone.</summary>
    Vanish,
    GiveUp,

    /// <summary>A colluding node claims; its claim is final.</summary>
    Collude,
    Colluded,
}
