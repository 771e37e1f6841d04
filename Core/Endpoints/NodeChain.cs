using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>One ticket chain of a session, and how far it is paid.</summary>
internal struct NodeChain
{
    public SignedAnchor Signed;

    /// <summary>The best ticket of this chain: its head before any.</summary>
    public long Unit;
    public Hash256 Ticket;
}
