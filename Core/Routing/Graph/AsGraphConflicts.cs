using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>What was wrong with the links of a graph, and is mended in it.</summary>
public sealed class AsGraphConflicts
{
    /// <summary>As many conflicts and self links are kept by name; all are counted.</summary>
    public const int MaxNamed = 64;

    private readonly List<LinkConflict> _named = [];
    private readonly List<uint> _selves = [];
    private readonly List<IReadOnlyList<uint>> _cycles = [];

    /// <summary>Links that were given again with the same relationship; they count once.</summary>
    public int Duplicates { get; internal set; }

    /// <summary>Links between an AS and itself; dropped.</summary>
    public int SelfLinks { get; private set; }

    /// <summary>Pairs given again with another relationship; the first counts.</summary>
    public int Conflicts { get; private set; }

    /// <summary>The first conflicts.</summary>
    public IReadOnlyList<LinkConflict> Named => _named;

    /// <summary>The first ASes with a link to themselves.</summary>
    public IReadOnlyList<uint> Selves => _selves;

    /// <summary>
    /// Sets of ASes each of which is, over others of the set, its own provider; their numbers rise. Their links are kept: routes go
    /// along them as along others, and since the shortest route of a class wins, never in a circle.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<uint>> Cycles => _cycles;

    /// <summary>Nothing was wrong.</summary>
    public bool IsEmpty => Duplicates == 0 && SelfLinks == 0 && Conflicts == 0 && _cycles.Count == 0;

    internal void AddSelf(uint asn)
    {
        SelfLinks++;
        if (_selves.Count < MaxNamed) _selves.Add(asn);
    }

    internal void AddConflict(AsLink kept, AsLink dropped)
    {
        Conflicts++;
        if (_named.Count < MaxNamed) _named.Add(new LinkConflict(kept, dropped));
    }

    internal void AddCycle(IReadOnlyList<uint> members) => _cycles.Add(members);
}
