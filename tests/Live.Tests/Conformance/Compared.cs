namespace Fleek.Tests.Live.Conformance;

/// <summary>What of a play both arms must have the same; each is a row of docs/live.md.</summary>
[Flags]
internal enum Compared
{
    /// <summary>Blocks that each lane delivered, in order.</summary>
    Delivered = 1,

    /// <summary>What each lane signed away, and its units that are paid and not usable.</summary>
    Paid = 2,

    /// <summary>How each lane ended, why the node refused it, what the client caught the node at.</summary>
    Ends = 4,

    /// <summary>What each node holds of each lane, and whether it has frozen the payer.</summary>
    Held = 8,

    /// <summary>Balances, debts, stakes, what was credited under each grant, what is burned, in escrow and taken as fees.</summary>
    Ledger = 16,

    /// <summary>REFUSE frames of each node, by reason.</summary>
    Refusals = 32,

    /// <summary>Sessions of each lane: which types of frames, and units of each type in order, payments by their last.</summary>
    Sessions = 64,

    /// <summary>Every frame of each direction of each lane: type, what it is about, length.</summary>
    Frames = 128,

    /// <summary>What no timing can change.</summary>
    Books = Delivered | Paid | Ends | Held | Ledger | Refusals,
}
