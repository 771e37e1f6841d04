using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Mrt;

/// <summary>Counts the different peers and prefixes of a dump.</summary>
public sealed class RouteCounter : IRouteSink
{
    private readonly HashSet<IpAddress> _peers = [];
    private readonly HashSet<uint> _peerAses = [];
    private readonly PrefixSet _prefixes = new();
    private readonly HashSet<ushort> _oldStates = [];
    private readonly HashSet<(IpPrefix, UInt128)> _strayForms = [];
    private readonly HashSet<IpPrefix> _onlyStray = [];
    private IpAddress _lastPeer;
    private uint _lastAs;

    /// <summary>Different addresses of peers.</summary>
    public int Peers => _peers.Count;

    /// <summary>Different AS numbers of peers.</summary>
    public int PeerAses => _peerAses.Count;

    /// <summary>Different prefixes.</summary>
    public int Prefixes => _prefixes.Count;

    /// <summary>
    /// Different sixth fields of the lines of `bgpdump -m`: prefixes, a prefix with bits beyond its length as one of its own, and
    /// the old states of state changes, which stand in that field.
    /// </summary>
    public int SixthFields => _prefixes.Count - _onlyStray.Count + _strayForms.Count + _oldStates.Count;

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
        if (element.StrayBits == UInt128.Zero)
        {
            if (_onlyStray.Count > 0) _onlyStray.Remove(element.Prefix);
            return;
        }

        if (isNew) _onlyStray.Add(element.Prefix);
        _strayForms.Add((element.Prefix, element.StrayBits));
    }
}
