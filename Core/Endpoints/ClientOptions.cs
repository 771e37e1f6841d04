using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>One lane of a device to one node, in one epoch.</summary>
/// <param name="Chain">The ledger on which it pays.</param>
/// <param name="Grant">What it may spend, signed by the payer for this device.</param>
/// <param name="Node">Whom it pays; who answers under another key is refused.</param>
/// <param name="Epoch">The ledger's present one.</param>
public sealed record ClientOptions(Hash256 Chain, SignedGrant Grant, PublicKey Node, long Epoch)
{
    /// <summary>From 0, below the lanes of the grant.</summary>
    public int Lane { get; init; }

    public ExchangeMode Mode { get; init; }

    public TicketKind Tickets { get; init; }

    /// <summary>
    /// W: most units that may be paid and not usable at any time, over all sessions of the lane: the most that this lane can lose.
    /// </summary>
    public int Window { get; init; } = 8;

    /// <summary>
    /// Chunks that were under way when CLOSE left are checked, paid and delivered when they come, as the simulator's users do; else they are
    /// dropped, and a node has up to its window of chunks unpaid at each close.
    /// </summary>
    public bool PaysAfterClose { get; init; }

    /// <summary>Nodes that serve the payer at the same time, for the rules of the node.</summary>
    public int ServingNodes { get; init; } = 1;

    /// <summary>By when tickets of an anchor must be shown, by the node's clock.</summary>
    public Instant AnchorsNotAfter { get; init; } = new(long.MaxValue);

    /// <summary>The node's path in the grant's scope: a bit for each sibling, lowest first, set where the node is on the right.</summary>
    public uint ScopeTurns { get; init; }

    /// <summary>32 bytes for each sibling, from the leaf up.</summary>
    public ReadOnlyMemory<byte> ScopeSiblings { get; init; }
}
