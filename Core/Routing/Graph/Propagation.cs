using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// Which route every AS has to a prefix when all keep to Gao and Rexford's rules ("Stable Internet routing without global
/// coordination", 2001): routes of customers are told to all, others to customers only; a customer's route is preferred to a
/// peer's and that to a provider's, then the shorter one, then the neighbour with the lower number. Between siblings all routes are
/// told and stay what they were. Scratch of one thread, used again for each prefix without allocating.
/// </summary>
public sealed class Propagation
{
    /// <summary>No next hop, no origin.</summary>
    public const int None = -1;

    private const int Far = int.MaxValue / 2;

    private readonly AsGraph _graph;
    private readonly int[] _lengths, _nextHops;
    private readonly RouteClass[] _classes;
    private readonly bool[] _pinned;
    private readonly List<int> _reached = [];
    private bool _hasPins;

    public Propagation(AsGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
        (_lengths, _nextHops) = (new int[graph.Count], new int[graph.Count]);
        (_classes, _pinned) = (new RouteClass[graph.Count], new bool[graph.Count]);
        _lengths.AsSpan().Fill(Far);
    }

    public AsGraph Graph => _graph;

    /// <summary>Works out the routes of all ASes to a prefix that some announce: one, or several (anycast).</summary>
    /// <param name="origins">Indexes of who announces.</param>
    public void Compute(ReadOnlySpan<int> origins) => Compute(origins, []);

    /// <summary>The same where the routes of some ASes are known; those count, and the others' are worked out from them.</summary>
    /// <param name="origins">Indexes of who announces.</param>
    /// <param name="known">At most one for each AS; that of an origin is passed over.</param>
    public void Compute(ReadOnlySpan<int> origins, ReadOnlySpan<PinnedRoute> known)
    {
        _lengths.AsSpan().Fill(Far);
        _nextHops.AsSpan().Fill(None);
        _classes.AsSpan().Clear();
        if (_hasPins) _pinned.AsSpan().Clear();
        _hasPins = !known.IsEmpty;
        _reached.Clear();
        foreach (int origin in origins)
            if (_classes[origin] != RouteClass.Origin) Reach(origin, RouteClass.Origin, 0, None);
        foreach (PinnedRoute route in known)
        {
            if (_classes[route.Index] == RouteClass.Origin) continue;
            Reach(route.Index, route.Class, route.Length, route.NextHop);
            _pinned[route.Index] = true;
        }

        ClimbToProviders();
        StepToPeers();
        if (_graph.SiblingLinks > 0) SpreadPeerRoutesAmongSiblings();
        DescendToCustomers();
    }

    /// <summary>From whom an AS has its route.</summary>
    public RouteClass ClassOf(int index) => _classes[index];

    /// <summary>Hops from an AS to the origin; -1 where it has no route.</summary>
    public int LengthOf(int index) => _lengths[index] == Far ? -1 : _lengths[index];

    /// <summary>Index of the neighbour an AS sends to; <see cref="None"/> at an origin and where there is no route.</summary>
    public int NextHopOf(int index) => _nextHops[index];

    /// <summary>Index of the origin that an AS's packets end at; <see cref="None"/> where there is no route.</summary>
    public int OriginOf(int index)
    {
        if (_classes[index] == RouteClass.None) return None;
        while (_nextHops[index] != None) index = _nextHops[index];
        return index;
    }

    /// <summary>Whether an AS might as well send to this neighbour: a route of the same class and length.</summary>
    /// <param name="neighbour">A neighbour of the AS.</param>
    /// <param name="relation">What the neighbour is to the AS; null for a sibling.</param>
    private bool IsTied(int index, int neighbour, RouteClass? relation)
    {
        if (_lengths[neighbour] != _lengths[index] - 1) return false;
        RouteClass mine = _classes[index], theirs = _classes[neighbour];
        if (relation is null) return theirs == mine || theirs == RouteClass.Origin && mine == RouteClass.Customer;
        return relation == mine && (mine == RouteClass.Provider || theirs is RouteClass.Origin or RouteClass.Customer);
    }

    /// <summary>All neighbours over which an AS has a route as good as its best, but for the neighbour's number: in rising order of it.</summary>
    /// <param name="into">Emptied, and filled with indexes.</param>
    public void TiedNextHops(int index, List<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        RouteClass mine = _classes[index];
        if (mine is RouteClass.None or RouteClass.Origin) return;
        ReadOnlySpan<int> row = mine switch
        {
            RouteClass.Customer => _graph.CustomersOf(index),
            RouteClass.Peer => _graph.PeersOf(index),
            _ => _graph.ProvidersOf(index),
        };
        foreach (int neighbour in row)
            if (IsTied(index, neighbour, mine)) into.Add(neighbour);
        int direct = into.Count;
        foreach (int sibling in _graph.SiblingsOf(index))
            if (IsTied(index, sibling, null)) into.Add(sibling);
        if (into.Count > direct && direct > 0) into.Sort((x, y) => _graph.AsnOf(x).CompareTo(_graph.AsnOf(y)));
    }

    /// <summary>The path that an AS's packets take: itself, its next hops, and the origin; empty where it has no route.</summary>
    /// <param name="into">Emptied, and filled with indexes.</param>
    public void PathOf(int index, List<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        if (_classes[index] == RouteClass.None) return;
        for (int at = index; at != None; at = _nextHops[at]) into.Add(at);
    }

    /// <summary>How many best paths an AS has, by all ties on the way; saturates at the largest number.</summary>
    /// <param name="counts">As many as ASes; counts of all are written here, 0 where there is no route.</param>
    public void CountPaths(Span<long> counts)
    {
        counts[.._graph.Count].Clear();
        int[] order = new int[_graph.Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(_lengths.AsSpan().ToArray(), order);
        List<int> tied = [];
        foreach (int at in order)
        {
            if (_classes[at] == RouteClass.None) continue;
            if (_classes[at] == RouteClass.Origin) counts[at] = 1;
            TiedNextHops(at, tied);
            foreach (int next in tied) counts[at] = counts[at] > long.MaxValue - counts[next] ? long.MaxValue : counts[at] + counts[next];
        }
    }

    private void Reach(int index, RouteClass kind, int length, int nextHop)
    {
        _classes[index] = kind;
        _lengths[index] = length;
        _nextHops[index] = nextHop;
        _reached.Add(index);
    }

    /// <summary>Offers an AS a route that it takes if it has none of a better class and none as good of this one.</summary>
    private void Offer(int index, RouteClass kind, int length, int nextHop)
    {
        if (_classes[index] == RouteClass.None) Reach(index, kind, length, nextHop);
        else if (_classes[index] != kind || _pinned[index]) return;
        else if (length < _lengths[index]) Reach(index, kind, length, nextHop);
        else if (length == _lengths[index] && _graph.AsnOf(nextHop) < _graph.AsnOf(_nextHops[index])) _nextHops[index] = nextHop;
    }

    private bool IsToldToAll(int index) => _classes[index] is RouteClass.Origin or RouteClass.Customer;

    /// <summary>
    /// Customers' routes: breadth first, so that the shortest comes first. Among known routes a longer one may come before a shorter
    /// one; then an AS is reached again.
    /// </summary>
    private void ClimbToProviders()
    {
        for (int done = 0; done < _reached.Count; done++)
        {
            int from = _reached[done];
            if (!IsToldToAll(from)) continue;
            foreach (int provider in _graph.ProvidersOf(from)) Offer(provider, RouteClass.Customer, _lengths[from] + 1, from);
            foreach (int sibling in _graph.SiblingsOf(from)) Offer(sibling, RouteClass.Customer, _lengths[from] + 1, from);
        }
    }

    /// <summary>Peers' routes: one step sideways from ASes with routes of customers.</summary>
    private void StepToPeers()
    {
        int climbed = _reached.Count;
        for (int done = 0; done < climbed; done++)
        {
            int from = _reached[done];
            if (!IsToldToAll(from)) continue;
            foreach (int peer in _graph.PeersOf(from)) Offer(peer, RouteClass.Peer, _lengths[from] + 1, from);
        }
    }

    private void SpreadPeerRoutesAmongSiblings()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach ((int from, int to) in _graph.Knots)
            {
                for (int at = from; at < to; at++)
                    if (_classes[at] is RouteClass.None or RouteClass.Peer && !_pinned[at]) changed |= TakePeerRoute(at);
            }
        }
    }

    /// <summary>Lets an AS take the best peer's route that a sibling has; whether it changed.</summary>
    private bool TakePeerRoute(int index)
    {
        (int length, int nextHop) = (_lengths[index], _nextHops[index]);
        foreach (int sibling in _graph.SiblingsOf(index))
        {
            if (_classes[sibling] == RouteClass.Peer && IsBetter(_lengths[sibling] + 1, sibling, length, nextHop))
                (length, nextHop) = (_lengths[sibling] + 1, sibling);
        }

        if (nextHop == _nextHops[index] && length == _lengths[index]) return false;
        (_classes[index], _lengths[index], _nextHops[index]) = (RouteClass.Peer, length, nextHop);
        return true;
    }

    private bool IsBetter(int length, int nextHop, int thanLength, int thanNextHop) =>
        length < thanLength || length == thanLength && thanNextHop != None && _graph.AsnOf(nextHop) < _graph.AsnOf(thanNextHop);

    /// <summary>Providers' routes: in the order of indexes a provider's route is known before its customers ask.</summary>
    private void DescendToCustomers()
    {
        int done = 0;
        foreach ((int from, int to) in _graph.Knots)
        {
            Descend(done, from);
            bool changed = true;
            while (changed)
            {
                changed = false;
                for (int at = from; at < to; at++)
                    if (_classes[at] is RouteClass.None or RouteClass.Provider && !_pinned[at]) changed |= TakeProviderRoute(at);
            }

            done = to;
        }

        Descend(done, _graph.Count);
    }

    /// <summary>The common case, in which most of the time goes.</summary>
    private void Descend(int from, int to)
    {
        ReadOnlySpan<int> starts = _graph.Providers.Starts, providers = _graph.Providers.Neighbours;
        Span<int> lengths = _lengths;
        for (int at = from; at < to; at++)
        {
            if (lengths[at] != Far) continue;
            int best = Far, nextHop = None;
            foreach (int provider in providers[starts[at]..starts[at + 1]])
            {
                if (lengths[provider] >= best) continue;
                best = lengths[provider];
                nextHop = provider;
            }

            if (nextHop == None) continue;
            lengths[at] = best + 1;
            _nextHops[at] = nextHop;
            _classes[at] = RouteClass.Provider;
        }
    }

    /// <summary>Lets an AS take the best route of its providers, or one of theirs that a sibling has; whether it changed.</summary>
    private bool TakeProviderRoute(int index)
    {
        (int length, int nextHop) = (_lengths[index], _nextHops[index]);
        foreach (int provider in _graph.ProvidersOf(index))
            if (IsBetter(_lengths[provider] + 1, provider, length, nextHop)) (length, nextHop) = (_lengths[provider] + 1, provider);
        foreach (int sibling in _graph.SiblingsOf(index))
        {
            if (_classes[sibling] == RouteClass.Provider && IsBetter(_lengths[sibling] + 1, sibling, length, nextHop))
                (length, nextHop) = (_lengths[sibling] + 1, sibling);
        }

        if (nextHop == _nextHops[index] && length == _lengths[index]) return false;
        (_classes[index], _lengths[index], _nextHops[index]) = (RouteClass.Provider, length, nextHop);
        return true;
    }
}
