using System.Collections.Generic;

namespace Fleek.Core.Routing.Rib;

/// <summary>The routes that one peer has told.</summary>
internal sealed class PeerRoutes(MrtPeerKey key)
{
    public MrtPeerKey Key { get; } = key;

    public Dictionary<RouteKey, StoredRoute> Routes { get; } = [];
}
