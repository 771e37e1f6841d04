namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>What a frame between a party and a replica is: after its length in 4 bytes.</summary>
internal enum LedgerFrameKind : byte
{
    None = 0,

    /// <summary>Of a party: who it is as a link, how far behind the log it wants to be, and whether it came for the state alone.</summary>
    Hello = 1,

    /// <summary>A batch, after its number.</summary>
    Submit = 2,

    /// <summary>The key of a payer.</summary>
    Watch = 3,

    /// <summary>Of a replica: whether it leads, and who does as far as it knows.</summary>
    Welcome = 16,

    /// <summary>The answer to a batch, after its number.</summary>
    Answer = 17,

    News = 18,

    /// <summary>Where the replica stands.</summary>
    Status = 19,
}
