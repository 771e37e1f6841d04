using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>Messages of the fair exchange between one user and one node (protocol FX-256), in the order of a session.</summary>
public enum MessageKind : byte
{
    None,

    /// <summary>User to node: opens a session; Number is the count of nodes that serve this user at the same time.</summary>
    Hello,

    /// <summary>Node to user: accepted; Amount is the price of a chunk, Number the window.</summary>
    Welcome,

    /// <summary>Node to user: no further chunk will come; see <see cref="RefuseReason"/>.</summary>
    Refuse,

    /// <summary>User to node: signed head of a ticket chain; Number is the last chunk that the chain can pay for.</summary>
    Anchor,

    /// <summary>User to node: chunks up to and with Number are wanted.</summary>
    Request,

    /// <summary>Node to user: encrypted chunk Number, counted from 1 in the session.</summary>
    Chunk,

    /// <summary>User to node: ticket for all chunks up to Number; Amount is the cumulative value.</summary>
    Pay,

    /// <summary>Node to user: key of chunk Number.</summary>
    Key,

    /// <summary>User to node: wants nothing more; Amount is the final ticket's cumulative value.</summary>
    Close,

    /// <summary>Node to user: closed; Number is the last chunk that was sent.</summary>
    End,
}

/// <summary>
/// One message, as a value without its payload bytes: an actor says which chunk, a driver fetches the bytes.
/// User, Node and Lane address the lane.
/// </summary>
public readonly record struct Message(
    MessageKind Kind, RefuseReason Reason, UserId User, NodeId Node, long Number, Credits Amount)
{
    /// <summary>Which of the lanes between User and Node; most have only lane 0.</summary>
    public ushort Lane { get; init; }
}
