using System;
using System.Collections.Generic;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Core.Routing.Graph;

/// <summary>Gathers the cleaned paths of dumps: which vantage point saw which path to which prefix.</summary>
public sealed class ObservedPaths : IRouteSink
{
    private readonly PathCleaner _cleaner;
    private readonly Dictionary<IpPrefix, int> _prefixIndexes = [];
    private readonly List<IpPrefix> _prefixes = [];
    private readonly List<Observation> _observations = [];
    private readonly long[] _faults = new long[Enum.GetValues<PathFault>().Length];

    /// <param name="routeServers">AS numbers of exchanges' route servers, taken out of paths.</param>
    public ObservedPaths(IEnumerable<uint>? routeServers = null) => _cleaner = new PathCleaner(routeServers);

    /// <summary>The different paths.</summary>
    public PathSet Paths { get; } = new();

    /// <summary>Prefixes in the order in which they came.</summary>
    public IReadOnlyList<IpPrefix> Prefixes => _prefixes;

    /// <summary>Every table entry and announcement that has a clean path.</summary>
    public IReadOnlyList<Observation> Observations => _observations;

    /// <summary>How many paths were left out for a reason; those used for <see cref="PathFault.None"/>.</summary>
    public long CountOf(PathFault fault) => _faults[(int)fault];

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        if (element.Kind is not (RouteKind.Rib or RouteKind.Announce)) return;
        PathFault fault = attributes.IsPathWellFormed ? _cleaner.Clean(attributes.Path) : PathFault.Empty;
        _faults[(int)fault]++;
        if (fault != PathFault.None) return;
        if (!_prefixIndexes.TryGetValue(element.Prefix, out int prefix))
        {
            _prefixIndexes[element.Prefix] = prefix = _prefixes.Count;
            _prefixes.Add(element.Prefix);
        }

        _observations.Add(new Observation(prefix, element.PeerAs, Paths.Add(_cleaner.Path)));
    }
}
