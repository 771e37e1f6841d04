using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace World.Tests.Internet;

/// <summary>Lengths of the distinct paths of a dump, prepending removed, and the pairs of neighbours on them; paths with sets or loops are left out.</summary>
internal sealed class PathCollector : IRouteSink
{
    private readonly HashSet<string> _seen = [];

    public List<int> Lengths { get; } = [];

    public HashSet<(uint, uint)> Links { get; } = [];

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        if (element.Kind is not (RouteKind.Rib or RouteKind.Announce)) return;
        List<uint> path = [];
        foreach (AsPathSegment segment in attributes.Path)
        {
            if (segment.Kind != AsSegmentKind.Sequence) return;
            for (int i = 0; i < segment.Count; i++)
                if (path.Count == 0 || path[^1] != segment[i]) path.Add(segment[i]);
        }

        if (path.Count == 0 || path.Distinct().Count() != path.Count || !_seen.Add(string.Join(' ', path))) return;
        Lengths.Add(path.Count);
        for (int i = 1; i < path.Count; i++) Links.Add((Math.Min(path[i - 1], path[i]), Math.Max(path[i - 1], path[i])));
    }
}
