using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// What collectors of routes see of an Internet: some systems, mostly large ones, give them all their best routes, and others only those
/// that they have from customers and peers. It is written as an MRT table (TABLE_DUMP_V2), as RouteViews and RIPE RIS publish them.
/// </summary>
public sealed class CollectorView
{
    /// <summary>2024-01-01 12:00 UTC: what the records' times say.</summary>
    private const uint Seconds = 1_704_110_400;

    /// <summary>192.0.2.0/24 is for documents (RFC 5737); peers' addresses are of 100.64.0.0/10 (RFC 6598).</summary>
    private const uint CollectorId = 0xC0000201, FirstPeer = 0x64400001;

    private readonly InternetTruth _truth;
    private readonly int[] _full, _partial;

    /// <param name="points">Systems that give all their routes.</param>
    /// <param name="visiblePeering">
    /// Share of all links between peers that end at a system that gives routes: more systems give theirs of customers and peers until it
    /// is reached. 0: none do.
    /// </param>
    public CollectorView(InternetTruth truth, int points, double visiblePeering, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        if (!(visiblePeering is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(visiblePeering));
        _truth = truth;
        int[] drawn = InDrawnOrder(truth, seed);
        _full = [.. drawn.Take(points)];
        _partial = MorePeers(truth, drawn, points, visiblePeering);
    }

    /// <summary>Systems that give all their routes.</summary>
    public IReadOnlyList<int> FullPeers => _full;

    /// <summary>Systems that give what they have from customers and peers.</summary>
    public IReadOnlyList<int> PartialPeers => _partial;

    /// <summary>The table as a dump.</summary>
    /// <param name="chunk">Gets the bytes piece by piece; a piece lives for the call.</param>
    /// <param name="isWanted">Which systems' prefixes are written; null: all are.</param>
    public void Write(Action<ReadOnlySpan<byte>> chunk, Func<int, bool>? isWanted = null)
    {
        MrtWriter writer = new();
        int[] peers = [.. _full, .. _partial];
        writer.PeerTable(Seconds, IpAddress.V4(CollectorId), "fleek-sim",
            [.. peers.Select((system, i) => new MrtPeer(PeerAddress(i), _truth.Systems[system].Asn, PeerAddress(i)))]);
        TrueRoutes routes = new(_truth);
        List<int> path = [];
        byte[]?[] attributes = new byte[peers.Length][];
        int system = -1;
        foreach (AnnouncedPrefix announced in _truth.Prefixes)
        {
            if (isWanted is not null && !isWanted(announced.System)) continue;
            if (announced.System != system)
            {
                system = announced.System;
                routes.LeadTo(system);
                for (int peer = 0; peer < peers.Length; peer++) attributes[peer] = AttributesOf(routes, peers[peer], peer, path);
            }

            writer.BeginRib(Seconds, announced.Prefix);
            for (int peer = 0; peer < peers.Length; peer++)
                if (attributes[peer] is { } known) writer.RibEntry(peer, Seconds, null, known);
            writer.EndRib();
            chunk(writer.Written);
            writer.Clear();
        }
    }

    /// <summary>The table as a dump in memory.</summary>
    public byte[] Write(Func<int, bool>? isWanted = null)
    {
        using MemoryStream all = new();
        Write(piece => all.Write(piece), isWanted);
        return all.ToArray();
    }

    private static IpAddress PeerAddress(int peer) => IpAddress.V4(FirstPeer + (uint)peer);

    /// <summary>A peer's route to the destination, as its router at home has it; null where it tells none.</summary>
    private byte[]? AttributesOf(TrueRoutes routes, int peer, int place, List<int> path)
    {
        if (!routes.Reaches(peer) || (place >= _full.Length && routes.ClassOf(peer) == RouteClass.Provider)) return null;
        int home = _truth.Systems[peer].Home;
        routes.OneWayMs(peer, home, home, path);
        PathAttributeWriter attributes = new();
        attributes.Origin(RouteOrigin.Igp);
        attributes.Path([.. path.Select(system => _truth.Systems[system].Asn)]);
        attributes.NextHop(PeerAddress(place));
        return attributes.Written.ToArray();
    }

    /// <summary>The large come first, but not always: by the logarithm of a draw over the number of neighbours.</summary>
    private static int[] InDrawnOrder(InternetTruth truth, ulong seed)
    {
        double[] key = new double[truth.Systems.Count];
        for (int system = 0; system < key.Length; system++)
        {
            int index = truth.IndexOf(system);
            double weight = index < 0 ? 1e-9 : truth.Graph.DegreeOf(index);
            key[system] = new RandomStream(seed, StreamPurpose.InternetCollector, system).NextExponential() / weight;
        }

        return [.. Enumerable.Range(0, key.Length).OrderBy(system => key[system]).ThenBy(system => system)];
    }

    private static int[] MorePeers(InternetTruth truth, int[] drawn, int points, double visiblePeering)
    {
        bool[] gives = new bool[truth.Systems.Count];
        foreach (int system in drawn.Take(points)) gives[system] = true;
        long all = truth.Graph.PeerLinks, seen = truth.Links.All.LongCount(
            link => link.Relationship == AsRelationship.PeerToPeer && (gives[link.A] || gives[link.B]));
        List<int> more = [];
        foreach (int system in drawn.Skip(points))
        {
            if (seen >= visiblePeering * all) break;
            int fresh = 0;
            foreach (int peer in truth.Graph.PeersOf(truth.IndexOf(system)))
                if (!gives[truth.SystemAt(peer)]) fresh++;
            if (fresh == 0) continue;
            gives[system] = true;
            seen += fresh;
            more.Add(system);
        }

        return [.. more];
    }
}
