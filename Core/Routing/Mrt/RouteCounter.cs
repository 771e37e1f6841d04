namespace Fleek.Core.Routing.Mrt;

/// <summary>Counts the different peers and prefixes of a dump.</summary>
public sealed class RouteCounter : IRouteSink
{
    private readonly System.Collections.Generic.HashSet<IpAddress> _peers = [];
    private readonly System.Collections.Generic.HashSet<uint> _peerAses = [];
    private readonly PrefixSet _prefixes = new();
    private IpAddress _lastPeer;
    private uint _lastAs;

    /// <summary>Different addresses of peers.</summary>
    public int Peers => _peers.Count;

    /// <summary>Different AS numbers of peers.</summary>
    public int PeerAses => _peerAses.Count;

    /// <summary>Different prefixes.</summary>
    public int Prefixes => _prefixes.Count;

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        if (element.PeerAddress != _lastPeer || element.PeerAs != _lastAs || _peers.Count == 0)
        {
            _lastPeer = element.PeerAddress;
            _lastAs = element.PeerAs;
            _peers.Add(_lastPeer);
            _peerAses.Add(_lastAs);
        }

        if (element.Kind != RouteKind.State) _prefixes.Add(element.Prefix);
    }
}
