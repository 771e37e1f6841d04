using Fleek.Core.Primitives;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// The true Internet of a world: networks, where they are, who carries whose packets and in which cities they hand over. Only the world
/// and its measurements may look at it; what a selector may see is what <see cref="CollectorView"/> writes. Made once, then only read.
/// </summary>
public sealed class InternetTruth
{
    private readonly int[] _indexOfSystem;
    private readonly int[] _systemOfIndex;
    private readonly float[] _queueMs;

    internal InternetTruth(
        IReadOnlyList<Place> places, IReadOnlyList<AutonomousSystem> systems, LinkTable links, IReadOnlyList<InternetExchange> exchanges,
        IReadOnlyList<AnnouncedPrefix> prefixes, CableMap cables, InternetParameters parameters, ulong seed)
    {
        Parameters = parameters;
        (Places, Systems, Links, Exchanges, Prefixes, Cables) = (places, systems, links, exchanges, prefixes, cables);
        Graph = AsGraph.Build(links.All.Select(link => new AsLink(systems[link.A].Asn, systems[link.B].Asn, link.Relationship)), out _);
        _queueMs = QueuesOf(links, parameters, seed);
        _indexOfSystem = [.. systems.Select(system => Graph.IndexOf(system.Asn))];
        _systemOfIndex = new int[Graph.Count];
        for (int system = 0; system < systems.Count; system++)
            if (_indexOfSystem[system] >= 0) _systemOfIndex[_indexOfSystem[system]] = system;
    }

    public IReadOnlyList<Place> Places { get; }

    /// <summary>By their numbers, which are not their AS numbers.</summary>
    public IReadOnlyList<AutonomousSystem> Systems { get; }

    public LinkTable Links { get; }

    public IReadOnlyList<InternetExchange> Exchanges { get; }

    public IReadOnlyList<AnnouncedPrefix> Prefixes { get; }

    public AsGraph Graph { get; }

    public InternetParameters Parameters { get; }

    public CableMap Cables { get; }

    /// <summary>A system's place in <see cref="Graph"/>; -1 if it has no link.</summary>
    public int IndexOf(int system) => _indexOfSystem[system];

    /// <summary>The system at a place of <see cref="Graph"/>.</summary>
    public int SystemAt(int index) => _systemOfIndex[index];

    /// <summary>What a link between systems delays each packet, one way, beside the way itself: 0 unless it is full.</summary>
    public double QueueMs(int link) => _queueMs[link];

    private static float[] QueuesOf(LinkTable links, InternetParameters parameters, ulong seed)
    {
        float[] delays = new float[links.Count];
        for (int place = 0; place < delays.Length; place++)
        {
            SystemLink link = links.All[place];
            RandomStream random = new(seed, StreamPurpose.InternetLink, LinkTable.KeyOf(link.A, link.B));
            if (random.NextUniform() < parameters.FullLinkShare)
                delays[place] = (float)(parameters.FullLinkMeanMs * random.NextExponential());
        }

        return delays;
    }
}
