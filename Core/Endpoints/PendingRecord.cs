namespace Fleek.Core.Endpoints;

/// <summary>What a node does once a record is durable.</summary>
internal enum PendingKind : byte
{
    /// <summary>The chain up to Unit may be served.</summary>
    Anchor,

    /// <summary>The keys of the units up to Unit may leave.</summary>
    Keys,

    /// <summary>KEYRES of Unit of a session may leave.</summary>
    KeyResponse,

    /// <summary>RESUMED may leave.</summary>
    Resumed,

    /// <summary>END, with Unit as the last that was sent, may leave.</summary>
    End,
}

/// <param name="Record">That must be durable first, with all before it.</param>
/// <param name="Connection">On which the answer leaves.</param>
/// <param name="Session">Whose unit it is: for a key that is asked for again, not that of the connection.</param>
internal readonly record struct PendingRecord(
    long Record, PendingKind Kind, NodeConnection Connection, NodeSession Session, long Unit);
