namespace Fleek.Core.FairExchange;

/// <summary>What a node holds of a lane when a session of it opens: a number on the wire.</summary>
public enum LaneState : byte
{
    /// <summary>Nothing: the lane has cost nothing yet.</summary>
    New = 0,

    /// <summary>A ticket: the client asks for it with RESUME before it pays on.</summary>
    TicketHeld = 1,
}
