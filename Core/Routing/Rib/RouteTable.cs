using System;
using System.Collections.Generic;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Core.Routing.Rib;

/// <summary>
/// A collector's table at a moment: what a dumped table and the updates after it leave. It takes elements in the order of time, tables
/// and updates alike; a dumped table replaces what was there unless that was dumped in the same second, an announcement a peer's route,
/// and a session that is no longer established (RFC 4271, 8.2.2) takes all routes of its peer away.
/// </summary>
public sealed class RouteTable : IRouteSink
{
    private const ushort Established = 6;
    private const int MostPeers = ushort.MaxValue, MostEntries = ushort.MaxValue;

    private readonly Dictionary<MrtPeerKey, PeerRoutes> _peers = [];
    private readonly AttributePool _pool = new();
    private readonly TableAttributes _normaliser = new();
    private readonly PathAttributeReader _reader = new();
    private readonly uint _untilSeconds;
    private bool _isWithinTable;
    private int _table;
    private uint? _tableSeconds;
    private (uint Seconds, uint Microseconds) _last;
    private PeerRoutes? _lastPeer;

    /// <param name="untilSeconds">What came after this second began is passed over; seconds since 1970.</param>
    public RouteTable(uint untilSeconds = uint.MaxValue) => _untilSeconds = untilSeconds;

    /// <summary>Routes of all peers.</summary>
    public int Count { get; private set; }

    /// <summary>Peers that have been heard of.</summary>
    public int Peers => _peers.Count;

    /// <summary>Different attributes among the routes.</summary>
    public int DifferentAttributes => _pool.Count;

    /// <summary>When the table was dumped that everything began with; null if there was none.</summary>
    public uint? TableSeconds => _tableSeconds;

    /// <summary>Time of the last update that was applied, or of the table; 0 before both.</summary>
    public uint LastSeconds => Math.Max(_last.Seconds, _tableSeconds ?? 0);

    /// <summary>Updates and states that were applied.</summary>
    public long Applied { get; private set; }

    /// <summary>Elements after the moment that was asked for.</summary>
    public long Later { get; private set; }

    /// <summary>Updates from before the table, which it holds already.</summary>
    public long BeforeTable { get; private set; }

    /// <summary>Updates that have an earlier time than one that was applied before them.</summary>
    public long OutOfOrder { get; private set; }

    /// <summary>Routes that no table could be written with: of too many peers, or with attributes beyond 64 KiB.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Another file begins: a table in it is another table.</summary>
    public void BeginFile() => _isWithinTable = false;

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        bool isLater = element.Record.Seconds > _untilSeconds
            || (element.Record.Seconds == _untilSeconds && element.Record.Microseconds > 0);
        if (isLater)
        {
            Later++;
            return;
        }

        if (element.Kind == RouteKind.Rib)
        {
            bool begins = !_isWithinTable || element.Table != _table;
            if (begins && element.Record.Seconds != _tableSeconds) Clear(element.Record.Seconds);
            (_isWithinTable, _table) = (true, element.Table);
            Set(element, attributes, element.OriginatedSeconds);
            return;
        }

        if (element.IsLocal) return;
        if (element.Record.Seconds < _tableSeconds)
        {
            BeforeTable++;
            return;
        }

        var time = (element.Record.Seconds, element.Record.Microseconds);
        if (time.CompareTo(_last) < 0) OutOfOrder++;
        else _last = time;
        Applied++;
        if (element.Kind == RouteKind.Announce) Set(element, attributes, element.Record.Seconds);
        else if (element.Kind == RouteKind.Withdraw) Remove(element);
        else if (element.NewState != Established) Clear(element);
    }

    /// <summary>
    /// Gives every route, by prefix and then by peer, as an entry of a table of that time. Views of attributes are valid as with any
    /// reader.
    /// </summary>
    public void Give(IRouteSink sink, uint seconds)
    {
        ArgumentNullException.ThrowIfNull(sink);
        MrtHeader record = new(0, seconds, 0, MrtType.TableDumpV2, TableDumpV2Subtype.Generic);
        foreach ((RouteKey key, PeerRoutes peer, StoredRoute route, _) in Sorted())
        {
            _reader.Read(route.Attributes.Bytes, AsPath.WideBytes, out PathAttributes attributes);
            RouteElement element = new()
            {
                Record = record, Kind = RouteKind.Rib, PeerAddress = peer.Key.Address, PeerAs = peer.Key.As, Prefix = key.Prefix,
                NextHop = route.NextHop, PathId = key.PathId, Safi = key.IsMulticast ? (byte)2 : (byte)1,
                OriginatedSeconds = route.OriginatedSeconds,
            };
            sink.Take(element, attributes);
        }
    }

    /// <summary>Writes the table as TABLE_DUMP_V2.</summary>
    /// <param name="writer">It is cleared each time its bytes have been given away.</param>
    /// <param name="flush">Takes what was written.</param>
    public void Write(MrtWriter writer, uint seconds, IpAddress collectorId, string view, Action<ReadOnlySpan<byte>> flush)
    {
        const int FlushBytes = 1 << 16;
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(flush);
        List<(RouteKey Key, PeerRoutes Peer, StoredRoute Route, int PeerIndex)> routes = Sorted();
        writer.PeerTable(seconds, collectorId, view, [.. SortedPeers().ConvertAll(p => new MrtPeer(p.Key.Address, p.Key.As, IpAddress.V4(0)))]);
        int entries = 0;
        for (int i = 0; i < routes.Count; i++)
        {
            (RouteKey key, _, StoredRoute route, int peer) = routes[i];
            if (entries == 0) writer.BeginRib(seconds, key.Prefix, key.PathId.HasValue, key.IsMulticast);
            writer.RibEntry(peer, route.OriginatedSeconds, key.PathId, route.Attributes.Bytes);
            entries++;
            if (i + 1 < routes.Count && routes[i + 1].Key.SharesRecord(key) && entries < MostEntries) continue;
            writer.EndRib();
            entries = 0;
            if (writer.Written.Length < FlushBytes) continue;
            flush(writer.Written);
            writer.Clear();
        }

        flush(writer.Written);
        writer.Clear();
    }

    private void Clear(uint seconds)
    {
        _tableSeconds = seconds;
        _peers.Clear();
        _pool.Clear();
        (Count, _lastPeer) = (0, null);
    }

    private void Set(in RouteElement element, in PathAttributes attributes, uint originated)
    {
        ReadOnlySpan<byte> bytes = _normaliser.Of(attributes, element.NextHop, element.Prefix.Family);
        if (_normaliser.IsTooLong || bytes.Length > ushort.MaxValue || PeerOf(element, add: true) is not { } peer)
        {
            PassedOver++;
            return;
        }

        RouteKey key = KeyOf(element);
        PooledAttributes pooled = _pool.Take(bytes);
        if (peer.Routes.TryGetValue(key, out StoredRoute old)) _pool.Release(old.Attributes);
        else Count++;
        peer.Routes[key] = new StoredRoute(pooled, element.NextHop, originated);
    }

    private void Remove(in RouteElement element)
    {
        if (PeerOf(element, add: false) is not { } peer || !peer.Routes.Remove(KeyOf(element), out StoredRoute old)) return;
        _pool.Release(old.Attributes);
        Count--;
    }

    private void Clear(in RouteElement element)
    {
        if (PeerOf(element, add: false) is not { } peer) return;
        foreach (StoredRoute route in peer.Routes.Values) _pool.Release(route.Attributes);
        Count -= peer.Routes.Count;
        peer.Routes.Clear();
    }

    private static RouteKey KeyOf(in RouteElement element) => new(element.Prefix, element.Safi == 2, element.PathId);

    private PeerRoutes? PeerOf(in RouteElement element, bool add)
    {
        MrtPeerKey key = new(element.PeerAddress, element.PeerAs);
        if (_lastPeer is { } last && last.Key == key) return last;
        if (_peers.TryGetValue(key, out PeerRoutes? peer)) return _lastPeer = peer;
        if (!add || _peers.Count >= MostPeers || key.Address.Family == IpFamily.None) return null;
        _peers.Add(key, peer = new PeerRoutes(key));
        return _lastPeer = peer;
    }

    private List<PeerRoutes> SortedPeers()
    {
        List<PeerRoutes> peers = [.. _peers.Values];
        peers.Sort((a, b) => a.Key.CompareTo(b.Key));
        return peers;
    }

    private List<(RouteKey Key, PeerRoutes Peer, StoredRoute Route, int PeerIndex)> Sorted()
    {
        List<(RouteKey Key, PeerRoutes Peer, StoredRoute Route, int PeerIndex)> routes = new(Count);
        List<PeerRoutes> peers = SortedPeers();
        for (int i = 0; i < peers.Count; i++)
            foreach ((RouteKey key, StoredRoute route) in peers[i].Routes) routes.Add((key, peers[i], route, i));
        routes.Sort((a, b) =>
        {
            int key = a.Key.CompareTo(b.Key);
            if (key != 0) return key;
            int peer = a.PeerIndex.CompareTo(b.PeerIndex);
            return peer != 0 ? peer : Nullable.Compare(a.Key.PathId, b.Key.PathId);
        });
        return routes;
    }
}
