using System.Runtime.InteropServices;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>
/// Flows that share links by max-min fairness: no flow can have more without another, that has no more, having less. Rates are
/// whole bits per second and depend on nothing but the flows and links there are; amounts are accounted for exactly, in bits per
/// second times nanoseconds. There is no clock: every call says what time it is, and time never goes back. docs/bandwidth.md has
/// the definition, the algorithm and why it is exact.
/// </summary>
/// <remarks>
/// Calls at one time are one change: levels are found anew when time passes or a rate is asked for. Before a call at a later time
/// the flows that end until then must have been taken by <see cref="AdvanceTo"/>.
/// </remarks>
public sealed partial class MaxMinSharing
{
    /// <summary>Links that one flow may cross.</summary>
    public const int LongestPath = 4;

    /// <summary>The largest capacity, cap and amount: 10^15 bits (per second).</summary>
    public const long MostBits = 1_000_000_000_000_000;

    /// <summary>The level of a link that could give more to every flow on it.</summary>
    internal const long Unsaturated = long.MaxValue;

    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly CompletionQueue _completions = new();
    private readonly Stack<int> _freeFlows = new(), _freeLinks = new();
    private readonly List<int> _ending = [], _mayHaveChanged = [];
    private SharedLink[] _links = [];
    private FlowState[] _flows = [];
    private int _linkCount, _flowSlots;
    private readonly Comparison<int> _byStart;
    private long _started, _nowNs;

    public MaxMinSharing() => _byStart = (a, b) => _flows[a].Number.CompareTo(_flows[b].Number);

    /// <summary>Flows that have started and not ended.</summary>
    public int FlowCount { get; private set; }

    /// <summary>Adds a link; a capacity of 0 lets nothing through.</summary>
    public LinkId AddLink(long bitsPerSecond)
    {
        RequireBits(bitsPerSecond, 0, nameof(bitsPerSecond));
        return new LinkId(NewLink(bitsPerSecond));
    }

    /// <summary>Changes what a link lets through from now on.</summary>
    public void SetCapacity(Instant now, LinkId link, long bitsPerSecond)
    {
        RequireBits(bitsPerSecond, 0, nameof(bitsPerSecond));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)link.Value, (uint)_linkCount, nameof(link));
        MoveTo(now);
        _links[link.Value].BitsPerSecond = bitsPerSecond;
        MarkDirty(link.Value);
    }

    /// <summary>Starts a flow that ends when <paramref name="bits"/> have been transferred.</summary>
    /// <param name="path">The links crossed, at most <see cref="LongestPath"/> and all different.</param>
    /// <param name="capBitsPerSecond">A rate that this flow never exceeds; 0 for none.</param>
    public FlowId Start(Instant now, ReadOnlySpan<LinkId> path, long bits, long capBitsPerSecond = 0)
    {
        RequireBits(bits, 1, nameof(bits));
        return Add(now, path, bits, capBitsPerSecond);
    }

    /// <summary>Starts a flow without an amount, which takes its share until <see cref="End"/>.</summary>
    /// <param name="path">The links crossed, at most <see cref="LongestPath"/> and all different.</param>
    /// <param name="capBitsPerSecond">A rate that this flow never exceeds; 0 for none.</param>
    public FlowId StartElastic(Instant now, ReadOnlySpan<LinkId> path, long capBitsPerSecond = 0) =>
        Add(now, path, 0, capBitsPerSecond);

    /// <summary>Ends a flow now, whatever it has transferred; one that has ended already is refused.</summary>
    public void End(Instant now, FlowId flow)
    {
        RequireLive(flow);
        MoveTo(now);
        Remove(flow.Slot);
    }

    /// <summary>Whether the flow has started and not ended.</summary>
    public bool IsLive(FlowId flow) => (uint)flow.Slot < (uint)_flowSlots && _flows[flow.Slot].Number == flow.Number;

    /// <summary>The flow's rate now, bits per second.</summary>
    public long RateOf(FlowId flow)
    {
        RequireLive(flow);
        Settle();
        return _level[_flows[flow.Slot].Owner];
    }

    /// <summary>What a flow has transferred until <paramref name="now"/>, in 10^-9 bits; exact.</summary>
    public Int128 TransferredNanobits(Instant now, FlowId flow)
    {
        RequireLive(flow);
        MoveTo(now);
        Settle();
        ref FlowState state = ref _flows[flow.Slot];
        ReadClock(state.Owner);
        Int128 all = (Int128)state.Bits * NanosecondsPerSecond;
        Int128 done = all - (state.Mark - _links[state.Owner].ClockNanobits);
        return state.Elastic ? done : Int128.Min(done, all);
    }

    /// <summary>
    /// The elastic flows whose rate differs from when it was last taken here, in the order of their start; a new one is among
    /// them. A caller that needs every rate takes them after each of its calls and advances no further than
    /// <see cref="NextCompletion"/> at a time.
    /// </summary>
    public void TakeChangedRates(List<FlowId> into)
    {
        Settle();
        int first = into.Count;
        foreach (int slot in _mayHaveChanged)
        {
            ref FlowState flow = ref _flows[slot];
            flow.MayHaveChanged = false;
            if (flow.Number == 0 || !flow.Elastic) continue;
            long rate = _level[flow.Owner];
            if (rate == flow.ToldBitsPerSecond) continue;
            flow.ToldBitsPerSecond = rate;
            into.Add(new FlowId(slot, flow.Number));
        }

        _mayHaveChanged.Clear();
        if (into.Count - first > 1)
            CollectionsMarshal.AsSpan(into)[first..].Sort(static (a, b) => a.Number.CompareTo(b.Number));
    }

    private static void RequireBits(long value, long least, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostBits, name);
    }

    private void RequireLive(FlowId flow)
    {
        if (!IsLive(flow)) throw new ArgumentException($"flow {flow.Number} has ended or is of another network", nameof(flow));
    }

    /// <summary>Lets time pass in which no flow ends.</summary>
    private void MoveTo(Instant now)
    {
        long ns = now.Nanoseconds;
        if (ns == _nowNs) return;
        if (ns < _nowNs) throw new ArgumentOutOfRangeException(nameof(now), "time goes back");
        Settle();
        if (NextEndNs() < ns) throw new InvalidOperationException("flows have ended before this time: AdvanceTo it first");
        _nowNs = ns;
    }
}
