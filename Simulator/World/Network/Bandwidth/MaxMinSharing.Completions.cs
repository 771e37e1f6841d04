using System.Runtime.InteropServices;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>
/// When flows end. Every link has a clock of what one of the flows it owns has transferred; all of those go at the same rate,
/// so a change of level moves one number and not every flow, and the next end on a link is the least mark.
/// </summary>
public sealed partial class MaxMinSharing
{
    /// <summary>Links whose queued end is too early.</summary>
    private bool[] _early = [];

    private Touched[] _touched = [];

    /// <summary>What has changed on a link since its next end was worked out; the greater needs more work.</summary>
    private enum Touched : byte
    {
        No,
        Level,
        Waiters,
    }

    /// <summary>When the next flow ends if nothing else happens; <see cref="Instant.Never"/> if none will.</summary>
    public Instant NextCompletion()
    {
        Settle();
        return new Instant(NextEndNs());
    }

    /// <summary>
    /// Lets time pass and adds the flows that have ended until <paramref name="now"/>, that instant included, by time of their
    /// end and then in the order of their start.
    /// </summary>
    public void AdvanceTo(Instant now, List<FinishedFlow> finished)
    {
        if (now.Nanoseconds < _nowNs) throw new ArgumentOutOfRangeException(nameof(now), "time goes back");
        Settle();
        for (long end = NextEndNs(); end <= now.Nanoseconds && end != long.MaxValue; end = NextEndNs())
        {
            _nowNs = end;
            CollectEnding();
            foreach (int slot in _ending)
            {
                finished.Add(new FinishedFlow(new FlowId(slot, _flows[slot].Number), new Instant(_nowNs)));
                Remove(slot);
            }

            _ending.Clear();
            Settle();
        }

        _nowNs = now.Nanoseconds;
    }

    private void CollectEnding()
    {
        while (NextEndNs() == _nowNs)
        {
            int id = _completions.NextLink;
            ReadClock(id);
            ref SharedLink link = ref _links[id];
            while (link.WaiterCount > 0 && link.Waiters[0].Mark <= link.ClockNanobits)
            {
                int slot = link.Waiters[0].Flow;
                _ending.Add(slot);
                StopWaiting(ref _flows[slot]);
            }

            Schedule(id);
        }

        if (_ending.Count > 1) CollectionsMarshal.AsSpan(_ending).Sort(_byStart);
    }

    /// <summary>Brings a link's clock to this time, at the level that held since it was last read.</summary>
    private void ReadClock(int id)
    {
        ref SharedLink link = ref _links[id];
        long passed = _nowNs - link.ClockAtNs;
        if (passed == 0) return;
        long level = _before[id];
        if (level != Unsaturated) link.ClockNanobits += Math.BigMul(level, passed);
        link.ClockAtNs = _nowNs;
    }

    /// <summary>Works out anew when the next of a link's flows ends.</summary>
    private void Schedule(int id)
    {
        _early[id] = false;
        ref SharedLink link = ref _links[id];
        if (link.WaiterCount == 0)
        {
            _completions.Set(id, long.MaxValue);
            return;
        }

        ReadClock(id);
        Int128 toGo = link.Waiters[0].Mark - link.ClockNanobits;
        _completions.Set(id, toGo <= 0 ? _nowNs : EndAfter(toGo, _level[id]));
    }

    private long EndAfter(Int128 nanobits, long bitsPerSecond)
    {
        if (bitsPerSecond == 0) return long.MaxValue;
        if (nanobits <= long.MaxValue - MostBits)
        {
            long passed = ((long)nanobits + bitsPerSecond - 1) / bitsPerSecond;
            return passed <= long.MaxValue - _nowNs ? _nowNs + passed : long.MaxValue;
        }

        Int128 end = _nowNs + ((nanobits + bitsPerSecond - 1) / bitsPerSecond);
        return end < long.MaxValue ? (long)end : long.MaxValue;
    }

    private long NextEndNs()
    {
        while (_completions.NextNs != long.MaxValue && _early[_completions.NextLink]) Schedule(_completions.NextLink);
        return _completions.NextNs;
    }

    private void Touch(int link, Touched what)
    {
        if (_touched[link] == Touched.No) _toSchedule.Add(link);
        if (_touched[link] < what) _touched[link] = what;
    }

    private void NoteElastic(int slot, ref FlowState flow)
    {
        if (flow.MayHaveChanged) return;
        flow.MayHaveChanged = true;
        _mayHaveChanged.Add(slot);
    }
}
