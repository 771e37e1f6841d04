using System.Numerics;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Bandwidth;

namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>
/// A network in two forms that are told the same: the one under test, and a list of flows with amounts as whole numbers of any
/// size, whose rates are found from nothing after every change.
/// </summary>
internal sealed class Mirror
{
    private readonly List<LinkId> _links = [];
    private readonly List<long> _capacities = [];
    private readonly List<MirrorFlow> _flows = [];
    private readonly List<BigInteger> _carried = [], _room = [];
    private readonly List<FinishedFlow> _finished = [];

    public Mirror(IEnumerable<long> capacities)
    {
        foreach (long capacity in capacities)
        {
            _links.Add(Sharing.AddLink(capacity));
            _capacities.Add(capacity);
            _carried.Add(0);
            _room.Add(0);
        }
    }

    public MaxMinSharing Sharing { get; } = new();

    public Instant Now { get; private set; }

    public IReadOnlyList<MirrorFlow> Flows => _flows;

    public IReadOnlyList<long> Capacities => _capacities;

    public List<SlowFlow> Slow => [.. _flows.Select(f => f.Shape)];

    public FlowId Start(int[] path, long bits, long cap)
    {
        LinkId[] ids = [.. path.Select(i => _links[i])];
        FlowId id = bits == 0 ? Sharing.StartElastic(Now, ids, cap) : Sharing.Start(Now, ids, bits, cap);
        _flows.Add(new MirrorFlow(id, new SlowFlow(path, cap), (BigInteger)bits * 1_000_000_000));
        return id;
    }

    public void End(int index)
    {
        Sharing.End(Now, _flows[index].Id);
        _flows.RemoveAt(index);
    }

    public void SetCapacity(int link, long bitsPerSecond)
    {
        Sharing.SetCapacity(Now, _links[link], bitsPerSecond);
        _capacities[link] = bitsPerSecond;
    }

    /// <summary>Both advance; the ends must be the same flows at the same nanoseconds in the same order.</summary>
    public void Advance(long nanoseconds)
    {
        Instant until = Now + new Duration(nanoseconds);
        List<FinishedFlow> expected = [];
        while (true)
        {
            long[] rates = WholeFilling.Rates(_capacities, Slow);
            BigInteger step = (until - Now).Nanoseconds;
            for (int f = 0; f < _flows.Count; f++)
                if (_flows[f].Finite && rates[f] > 0) step = BigInteger.Min(step, (_flows[f].ToGo + rates[f] - 1) / rates[f]);
            Carry(rates, step);
            Now += new Duration((long)step);
            MirrorFlow[] ended = [.. _flows.Where(f => f.Finite && f.ToGo.Sign <= 0)];
            if (ended.Length == 0) break;
            expected.AddRange(ended.OrderBy(f => f.Id.Number).Select(f => new FinishedFlow(f.Id, Now)));
            _flows.RemoveAll(ended.Contains);
        }

        Assert.Equal(until, Now);
        _finished.Clear();
        Sharing.AdvanceTo(until, _finished);
        Assert.Equal(expected, _finished);
    }

    /// <summary>Every rate is that of the definition, and what has been transferred is, to the last nanobit.</summary>
    public void Check()
    {
        long[] rates = WholeFilling.Rates(_capacities, Slow);
        Assert.Equal(rates, _flows.Select(f => Sharing.RateOf(f.Id)));
        foreach (MirrorFlow flow in _flows)
            Assert.Equal(flow.Done, (BigInteger)Sharing.TransferredNanobits(Now, flow.Id));
        for (int i = 0; i < _links.Count; i++) Assert.True(_carried[i] <= _room[i], "a link carried more than it can");
        Assert.Equal(_flows.Count, Sharing.FlowCount);
    }

    private void Carry(long[] rates, BigInteger nanoseconds)
    {
        for (int link = 0; link < _links.Count; link++) _room[link] += _capacities[link] * nanoseconds;
        for (int f = 0; f < _flows.Count; f++)
        {
            BigInteger before = _flows[f].Done;
            _flows[f].ToGo -= rates[f] * nanoseconds;
            foreach (int link in _flows[f].Shape.Path) _carried[link] += _flows[f].Done - before;
        }
    }
}
