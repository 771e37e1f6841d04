using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// Which path an AS's packets take, from what others were seen to use. ASes on a path that was seen to the same prefix keep to it.
/// Others get what Gao and Rexford's rules make of those routes, but the AS that is asked about picks among all that its neighbours
/// tell it by what is seen of them: a neighbour counts for more, the more paths to the prefix go through it, and the more of the paths
/// that end at or pass the AS come in over that neighbour; a bit for the shortest, and a bit less for peers. Scratch of one thread.
/// </summary>
public sealed class PathPredictor
{
    // Rounded from a conditional logit of the first hops of RouteViews 2014, fitted five times without a fifth of the peers: 1.23 to 1.29,
    // 0.52 to 1.57, 0.57 to 0.95, -0.27 to -0.83.
    private const double PerLogThrough = 1.25, PerInboundShare = 1.25, ForShortest = 0.75, ForPeer = -0.5;

    private readonly PathEvidence _evidence;
    private readonly AsGraph _graph;
    private readonly Propagation _routes;
    private readonly Dictionary<int, Suffix> _observed = [];
    private readonly Dictionary<uint, int> _through = [];
    private readonly List<PinnedRoute> _pins = [];
    private readonly List<int> _origins = [];
    private readonly List<int> _tied = [];
    private readonly List<uint> _trial = [];
    private readonly List<(int Neighbour, double Score)> _candidates = [];

    public PathPredictor(AsGraph graph, PathEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        (_graph, _evidence, _routes) = (graph, evidence, new Propagation(graph));
    }

    /// <summary>Routes to what was last aimed at, worked out from the observed ones.</summary>
    public Propagation Routes => _routes;

    /// <summary>Prepares for predictions of paths to a destination.</summary>
    /// <param name="origins">AS numbers of who announces it.</param>
    /// <param name="paths">Indexes of paths that were seen to it, such as <see cref="PathEvidence.To"/> gives.</param>
    public void Aim(ReadOnlySpan<uint> origins, IReadOnlyList<int> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        GatherSuffixes(paths);
        _origins.Clear();
        foreach (uint origin in origins)
            if (_graph.IndexOf(origin) is >= 0 and int index) _origins.Add(index);
        _pins.Clear();
        foreach ((int index, Suffix suffix) in _observed)
        {
            ReadOnlySpan<uint> rest = _evidence.Paths[suffix.Path][suffix.Start..];
            if (rest.Length == 1) _origins.Add(index);
            else _pins.Add(new PinnedRoute(index, ClassOf(index, rest[1]), rest.Length - 1, _graph.IndexOf(rest[1])));
        }

        _routes.Compute(CollectionsMarshal.AsSpan(_origins), CollectionsMarshal.AsSpan(_pins));
    }

    /// <summary>The path from an AS to what was last aimed at.</summary>
    /// <param name="into">Emptied, and filled with AS numbers, the AS itself first; empty if no route is found.</param>
    /// <returns>Hops at the path's start that are simulated: from there on it was observed as it is. Its length minus one if none was.</returns>
    public int Predict(uint from, List<uint> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        int at = _graph.IndexOf(from);
        if (at < 0) return 0;
        if (_observed.ContainsKey(at) || _routes.ClassOf(at) == RouteClass.Origin) return Follow(at, from, into);
        RankNeighbours(at);
        foreach ((int neighbour, _) in _candidates)
        {
            int simulated = Follow(neighbour, from, _trial);
            if (_trial.Count == 0) continue;
            into.Add(from);
            into.AddRange(_trial);
            return 1 + simulated;
        }

        return 0;
    }

    /// <summary>
    /// All paths from an AS that Gao and Rexford's rules hold for equally good, given what was observed: over every tied next hop, up
    /// to the first AS whose path was observed.
    /// </summary>
    /// <param name="most">As many at most are given.</param>
    public IReadOnlyList<PredictedPath> Tied(uint from, int most)
    {
        List<PredictedPath> found = [];
        int at = _graph.IndexOf(from);
        if (at >= 0 && _routes.ClassOf(at) != RouteClass.None) Extend([], at, most, found);
        return found;
    }

    private void Extend(List<uint> before, int at, int most, List<PredictedPath> found)
    {
        if (found.Count == most || before.Contains(_graph.AsnOf(at))) return;
        if (_observed.TryGetValue(at, out Suffix suffix))
        {
            found.Add(new PredictedPath([.. before, .. _evidence.Paths[suffix.Path][suffix.Start..]], before.Count));
            return;
        }

        List<uint> here = [.. before, _graph.AsnOf(at)];
        List<int> next = [];
        _routes.TiedNextHops(at, next);
        if (next.Count == 0) found.Add(new PredictedPath(here, here.Count - 1));
        foreach (int hop in next) Extend(here, hop, most, found);
    }

    /// <summary>From each AS on a path: the rest of the path that most of the paths through it take.</summary>
    private void GatherSuffixes(IReadOnlyList<int> paths)
    {
        _observed.Clear();
        _through.Clear();
        Dictionary<int, List<Suffix>> all = [];
        foreach (int index in paths)
        {
            ReadOnlySpan<uint> path = _evidence.Paths[index];
            for (int i = 0; i < path.Length; i++)
            {
                _through[path[i]] = _through.GetValueOrDefault(path[i]) + 1;
                int at = _graph.IndexOf(path[i]);
                if (at < 0) continue;
                if (!all.TryGetValue(at, out List<Suffix>? suffixes)) all[at] = suffixes = [];
                Count(suffixes, index, i);
            }
        }

        foreach ((int at, List<Suffix> suffixes) in all)
        {
            Suffix best = suffixes[0];
            foreach (Suffix suffix in suffixes)
                if (suffix.Count > best.Count) best = suffix;
            _observed[at] = best;
        }
    }

    private void Count(List<Suffix> suffixes, int path, int start)
    {
        ReadOnlySpan<uint> rest = _evidence.Paths[path][start..];
        for (int k = 0; k < suffixes.Count; k++)
        {
            if (!_evidence.Paths[suffixes[k].Path][suffixes[k].Start..].SequenceEqual(rest)) continue;
            suffixes[k] = suffixes[k] with { Count = suffixes[k].Count + 1 };
            return;
        }

        suffixes.Add(new Suffix(path, start, 1));
    }

    /// <summary>Whose route it is that goes to this neighbour. Where the graph does not know the link: one that is told to customers only.</summary>
    private RouteClass ClassOf(int index, uint nextHop)
    {
        int next = _graph.IndexOf(nextHop);
        AsLink? link = next < 0 ? null : _graph.LinkBetween(index, next);
        if (link is not { Relationship: AsRelationship.ProviderToCustomer } transit) return RouteClass.Peer;
        return transit.B == nextHop ? RouteClass.Customer : RouteClass.Provider;
    }

    /// <summary>Neighbours that tell an AS a route, the likeliest first.</summary>
    private void RankNeighbours(int at)
    {
        _candidates.Clear();
        Collect(at, _graph.CustomersOf(at), RouteClass.Customer);
        Collect(at, _graph.PeersOf(at), RouteClass.Peer);
        Collect(at, _graph.ProvidersOf(at), RouteClass.Provider);
        Collect(at, _graph.SiblingsOf(at), RouteClass.Provider);
        uint self = _graph.AsnOf(at);
        int shortest = int.MaxValue;
        long inbound = 0;
        foreach ((int neighbour, _) in _candidates)
        {
            shortest = Math.Min(shortest, _routes.LengthOf(neighbour));
            inbound += _evidence.UsesOf(_graph.AsnOf(neighbour), self);
        }

        for (int i = 0; i < _candidates.Count; i++)
        {
            (int neighbour, double score) = _candidates[i];
            if (_routes.LengthOf(neighbour) == shortest) score += ForShortest;
            if (inbound > 0) score += PerInboundShare * _evidence.UsesOf(_graph.AsnOf(neighbour), self) / inbound;
            _candidates[i] = (neighbour, score + PerLogThrough * PortableMath.Log(1 + _through.GetValueOrDefault(_graph.AsnOf(neighbour))));
        }

        _candidates.Sort((x, y) => x.Score != y.Score ? y.Score.CompareTo(x.Score)
            : x.Neighbour == y.Neighbour ? 0 : IsLarger(x.Neighbour, y.Neighbour) ? -1 : 1);
    }

    private void Collect(int at, ReadOnlySpan<int> row, RouteClass kind)
    {
        foreach (int neighbour in row)
        {
            RouteClass theirs = _routes.ClassOf(neighbour);
            bool tells = kind == RouteClass.Provider ? theirs != RouteClass.None : theirs is RouteClass.Origin or RouteClass.Customer;
            if (tells && neighbour != at) _candidates.Add((neighbour, kind == RouteClass.Peer ? ForPeer : 0));
        }
    }

    private bool IsLarger(int a, int b)
    {
        (int first, int second) = (_graph.DegreeOf(a), _graph.DegreeOf(b));
        return first != second ? first > second : _graph.AsnOf(a) < _graph.AsnOf(b);
    }

    /// <summary>
    /// The path from an AS on: observed if any was, else over the largest of its tied next hops. Empty if it comes back to
    /// <paramref name="from"/>, or to itself.
    /// </summary>
    private int Follow(int at, uint from, List<uint> into)
    {
        into.Clear();
        while (true)
        {
            if (_observed.TryGetValue(at, out Suffix suffix))
            {
                int simulated = into.Count;
                foreach (uint asn in _evidence.Paths[suffix.Path][suffix.Start..])
                    if (!TryAppend(asn, from, into)) return 0;
                return simulated;
            }

            if (!TryAppend(_graph.AsnOf(at), from, into)) return 0;
            if (_routes.ClassOf(at) == RouteClass.Origin) return into.Count - 1;
            _routes.TiedNextHops(at, _tied);
            int next = _tied.Count > 0 ? _tied[0] : _routes.NextHopOf(at);
            foreach (int tied in _tied)
                if (IsLarger(tied, next)) next = tied;
            at = next;
        }
    }

    private static bool TryAppend(uint asn, uint from, List<uint> into)
    {
        bool again = asn == from && into.Count > 0 || into.Contains(asn);
        if (again) into.Clear();
        else into.Add(asn);
        return !again;
    }

    /// <summary>The rest of a path from a place on, and how many paths have it.</summary>
    private readonly record struct Suffix(int Path, int Start, int Count);
}
