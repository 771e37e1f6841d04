using System;
using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>How a node does business with parties that it does not trust.</summary>
/// <param name="Chain">The ledger on which it is paid.</param>
/// <param name="Business">Prices, windows, freeze and commit rules: what the actor decides by.</param>
/// <param name="Secret">The lasting secret that chunk keys come from. It must survive restarts as long as keys may be asked for.</param>
public sealed record NodeEndpointOptions(Hash256 Chain, NodeOptions Business, Hash256 Secret)
{
    /// <summary>m: every m-th header is signed, and the last of each burst.</summary>
    public int HeaderInterval { get; init; } = 16;

    /// <summary>How far another party's clock may be behind when a grant or an anchor runs out.</summary>
    public Duration ClockSkew { get; init; } = Duration.FromSeconds(30L);

    /// <summary>Lanes that one grant may have at this node.</summary>
    public int MaxLanesPerGrant { get; init; } = 24;

    /// <summary>Lanes that one payer may have at this node, over all its grants and the last two epochs: what it can make a node keep.</summary>
    public int MaxLanesPerPayer { get; init; } = 256;

    /// <summary>The oldest view of the ledger by which chunks are sent (I19); zero is any.</summary>
    public Duration FreshnessBound { get; init; } = Duration.FromSeconds(5L);

    /// <summary>Which tickets it takes.</summary>
    public TicketKind Tickets { get; init; }

    /// <summary>
    /// The number by which the driver knows an account; each account has its own. Without this they are numbered in the order in which
    /// they come.
    /// </summary>
    public Func<PublicKey, UserId>? UserOf { get; init; }
}
