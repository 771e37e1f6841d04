using System.Collections.Generic;

namespace Fleek.Core.Routing.Mrt;

/// <summary>Counts the different peers and prefixes of a dump.</summary>
public sealed class RouteCounter : IRouteSink
{
    private readonly HashSet<IpAddress> _peers = [];
    private readonly HashSet<uint> _peerAses = [];
    private readonly PrefixSet _prefixes = new();
    private readonly HashSet<ushort> _oldStates = [];
    private readonly HashSet<(IpAddress, byte)> _peerFields = [];
    private readonly HashSet<IpPrefix> _unprinted = [];
    private IpAddress _lastPeer;
    private uint _lastAs;

    /// <summary>Different addresses of peers.</summary>
    public int Peers => _peers.Count;

    /// <summary>Different AS numbers of peers.</summary>
    public int PeerAses => _peerAses.Count;

    /// <summary>Different prefixes.</summary>
    public int Prefixes => _prefixes.Count;

    /// <summary>
    /// Different sixth fields of the lines of `bgpdump -m` 1.6.2: prefixes; the old states of state changes, which stand in that field;
    /// and, where it prints a withdrawal of MRTd's records, the peer's address with the prefix's length.
    /// </summary>
    public int SixthFields => _prefixes.Count - _unprinted.Count + _peerFields.Count + _oldStates.Count;

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        if (element.PeerAddress != _lastPeer || element.PeerAs != _lastAs || _peers.Count == 0)
        {
            _lastPeer = element.PeerAddress;
            _lastAs = element.PeerAs;
            _peers.Add(_lastPeer);
            _peerAses.Add(_lastAs);
        }

        if (element.Kind == RouteKind.State)
        {
            _oldStates.Add(element.OldState);
            return;
        }

        bool isNew = _prefixes.Add(element.Prefix);
        if (element.Kind != RouteKind.Withdraw || element.Record.Type != MrtType.Bgp)
        {
            if (_unprinted.Count > 0) _unprinted.Remove(element.Prefix);
            return;
        }

        if (isNew) _unprinted.Add(element.Prefix);
        _peerFields.Add((element.PeerAddress, element.Prefix.Length));
    }
}
