using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Bandwidth;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// Hosts with an uplink and a downlink of 1 Gbit/s; a fixed number of transfers of 256 KiB is under way, and where one ends the
/// next begins, from the same sender (or a random one) to a random other host.
/// </summary>
internal sealed class ClosedLoop
{
    private const long AccessBitsPerSecond = 1_000_000_000, ChunkBits = 262_144 * 8;

    private readonly LinkId[] _up, _down;
    private readonly LinkId? _backbone;
    private readonly bool _randomSenders;
    private readonly List<FinishedFlow> _finished = [];
    private readonly int[] _senders;
    private RandomStream _random = new(1, 0xB0, 0);

    /// <param name="backbone">Whether every transfer crosses one more link, of a quarter of what all hosts could send.</param>
    public ClosedLoop(int hosts, int flowsPerHost, bool backbone, bool randomSenders)
    {
        _randomSenders = randomSenders;
        _up = [.. Enumerable.Range(0, hosts).Select(_ => Sharing.AddLink(AccessBitsPerSecond))];
        _down = [.. Enumerable.Range(0, hosts).Select(_ => Sharing.AddLink(AccessBitsPerSecond))];
        _backbone = backbone ? Sharing.AddLink(AccessBitsPerSecond / 4 * hosts) : null;
        _senders = new int[hosts * flowsPerHost];
        for (int i = 0; i < hosts * flowsPerHost; i++)
            Start(Instant.Zero, randomSenders ? (int)_random.NextBelow(hosts) : i % hosts, 1 + _random.NextBelow(ChunkBits));
    }

    public MaxMinSharing Sharing { get; } = new();

    public long Transfers { get; private set; }

    /// <summary>Runs until this many more transfers have ended, and those of the same instant; returns how many.</summary>
    public long Run(long transfers)
    {
        long before = Transfers;
        while (Transfers - before < transfers)
        {
            Instant now = Sharing.NextCompletion();
            _finished.Clear();
            Sharing.AdvanceTo(now, _finished);
            foreach (FinishedFlow flow in _finished)
                Start(now, _randomSenders ? (int)_random.NextBelow(_up.Length) : _senders[flow.Flow.Slot], ChunkBits);
            Transfers += _finished.Count;
        }

        return Transfers - before;
    }

    private void Start(Instant now, int sender, long bits)
    {
        int receiver = (int)_random.NextBelow(_down.Length - 1);
        if (receiver >= sender) receiver++;
        FlowId flow = _backbone is { } backbone
            ? Sharing.Start(now, [_up[sender], backbone, _down[receiver]], bits)
            : Sharing.Start(now, [_up[sender], _down[receiver]], bits);
        _senders[flow.Slot] = sender;
    }
}
