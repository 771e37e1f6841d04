using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Bandwidth;

namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>Hosts with an uplink and a downlink each, a fixed number of transfers under way between random ones.</summary>
internal sealed class AccessNetwork
{
    private const long ChunkBits = 262_144 * 8;

    private readonly int _hosts;
    private readonly LinkId[] _links;
    private readonly Dictionary<FlowId, SlowFlow> _flows = [];
    private readonly List<FinishedFlow> _finished = [];
    private RandomStream _random;

    public AccessNetwork(int hosts, int flowsPerHost, long bitsPerSecond, ulong seed)
    {
        _hosts = hosts;
        _random = new RandomStream(seed, 0xACCE, 0);
        Capacities = [.. Enumerable.Range(0, 2 * hosts).Select(_ => bitsPerSecond)];
        _links = [.. Capacities.Select(Sharing.AddLink)];
        for (int i = 0; i < hosts * flowsPerHost; i++) Start(Instant.Zero, 1 + _random.NextBelow(ChunkBits));
    }

    public MaxMinSharing Sharing { get; } = new();

    public long[] Capacities { get; }

    public IReadOnlyDictionary<FlowId, SlowFlow> Flows => _flows;

    public void Run(int transfers)
    {
        for (int done = 0; done < transfers; done += _finished.Count)
        {
            Instant now = Sharing.NextCompletion();
            _finished.Clear();
            Sharing.AdvanceTo(now, _finished);
            foreach (FinishedFlow flow in _finished)
            {
                _flows.Remove(flow.Flow);
                Start(now, ChunkBits);
            }
        }
    }

    private void Start(Instant now, long bits)
    {
        int from = (int)_random.NextBelow(_hosts), to = _hosts + (int)_random.NextBelow(_hosts);
        FlowId id = Sharing.Start(now, [_links[from], _links[to]], bits);
        _flows.Add(id, new SlowFlow([from, to]));
    }
}
