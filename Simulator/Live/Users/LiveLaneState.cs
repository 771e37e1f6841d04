namespace Fleek.Sim.Live.Users;

/// <summary>What a lane of a live user is doing.</summary>
public enum LiveLaneState
{
    Running,

    /// <summary>Closed by both sides: all that was paid was delivered.</summary>
    Finished,

    /// <summary>The node ended the lane for a reason that another session does not mend.</summary>
    Refused,

    /// <summary>The node broke the protocol; the endpoint holds the evidence.</summary>
    Stopped,

    /// <summary>No session brought anything for too many attempts.</summary>
    GaveUp,

    /// <summary>This end stopped it.</summary>
    Cancelled,
}
