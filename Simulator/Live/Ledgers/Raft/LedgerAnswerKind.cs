namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>How a batch was answered; numbers are those of the frame.</summary>
internal enum LedgerAnswerKind : byte
{
    /// <summary>It is final and applied.</summary>
    Final = 0,

    /// <summary>This replica does not lead, or ceased to: the batch may be final all the same, and is to be submitted again elsewhere.</summary>
    Again = 1,

    /// <summary>The ledger does not know any more which of the link's batches it has applied: this one is not.</summary>
    Forgotten = 2,

    /// <summary>The party may not submit one of the transactions.</summary>
    NotAllowed = 3,
}
