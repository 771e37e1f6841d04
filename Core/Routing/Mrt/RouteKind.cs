namespace Fleek.Core.Routing.Mrt;

/// <summary>What an element of a dump says.</summary>
public enum RouteKind : byte
{
    /// <summary>The peer had this route when the table was written.</summary>
    Rib = 0,
    Announce = 1,
    Withdraw = 2,

    /// <summary>The session with the peer changed its state.</summary>
    State = 3,
}
