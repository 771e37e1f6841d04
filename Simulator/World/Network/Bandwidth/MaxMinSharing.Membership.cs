using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>Which flow crosses which link.</summary>
public sealed partial class MaxMinSharing
{
    private FlowId Add(Instant now, ReadOnlySpan<LinkId> path, long bits, long capBitsPerSecond)
    {
        RequireBits(capBitsPerSecond, 0, nameof(capBitsPerSecond));
        RequirePath(path, capBitsPerSecond > 0);
        MoveTo(now);
        if (!_freeFlows.TryPop(out int slot))
        {
            slot = _flowSlots++;
            if (slot >= _flows.Length) Array.Resize(ref _flows, Math.Max(16, 2 * slot));
        }

        // A rate cap is a link of the flow's own: the same rule then holds for both.
        int capLink = capBitsPerSecond > 0 ? NewLink(capBitsPerSecond) : -1;
        ref FlowState flow = ref _flows[slot];
        flow = new FlowState
        {
            Number = ++_started,
            PathLength = path.Length,
            Waiting = -1,
            Bits = bits,
            ToldBitsPerSecond = -1,
            MayHaveChanged = flow.MayHaveChanged, // the slot is listed already, if an earlier flow's was
            CapLink = capLink,
        };
        for (int i = 0; i < path.Length; i++) flow.Path[i] = path[i].Value;
        if (capLink >= 0) flow.Path[flow.PathLength++] = capLink;
        for (int i = 0; i < flow.PathLength; i++) Join(slot, ref flow, i);

        flow.Owner = OwnerOf(in flow, _level);
        ReadClock(flow.Owner);
        flow.Mark = _links[flow.Owner].ClockNanobits + ((Int128)bits * NanosecondsPerSecond);
        if (flow.Elastic) NoteElastic(slot, ref flow);
        else Wait(slot, ref flow);
        FlowCount++;
        return new FlowId(slot, flow.Number);
    }

    private void Join(int slot, ref FlowState flow, int step)
    {
        int id = flow.Path[step];
        ref SharedLink link = ref _links[id];
        if (link.MemberCount == link.Members.Length)
            Array.Resize(ref link.Members, Math.Max(4, 2 * link.MemberCount));
        flow.Place[step] = link.MemberCount;
        ref Member member = ref link.Members[link.MemberCount++];
        member.Flow = slot;
        member.Other = flow.PathLength switch { 1 => Member.None, 2 => flow.Path[1 - step], _ => Member.Several };
        if (flow.Elastic) link.ElasticCount++;
        MarkDirty(id);
    }

    private void Remove(int slot)
    {
        ref FlowState flow = ref _flows[slot];
        if (flow.Waiting >= 0) StopWaiting(ref flow);
        for (int i = 0; i < flow.PathLength; i++) Leave(in flow, i);
        if (flow.CapLink >= 0) _freeLinks.Push(flow.CapLink);
        flow.Number = 0;
        _freeFlows.Push(slot);
        FlowCount--;
    }

    private void Leave(in FlowState flow, int step)
    {
        int id = flow.Path[step], place = flow.Place[step];
        ref SharedLink link = ref _links[id];
        if (flow.Elastic) link.ElasticCount--;
        Member last = link.Members[--link.MemberCount];
        if (place != link.MemberCount)
        {
            link.Members[place] = last;
            ref FlowState moved = ref _flows[last.Flow];
            int its = 0;
            while (moved.Path[its] != id) its++;
            moved.Place[its] = place;
        }

        MarkDirty(id);
    }

    private int NewLink(long bitsPerSecond)
    {
        if (!_freeLinks.TryPop(out int id))
        {
            id = _linkCount++;
            if (id >= _links.Length) GrowLinks(Math.Max(16, 2 * id));
            _links[id] = new SharedLink { Members = [], Waiters = [] };
            _level[id] = _before[id] = Unsaturated;
        }

        _links[id].BitsPerSecond = bitsPerSecond;
        return id;
    }

    private void GrowLinks(int links)
    {
        Array.Resize(ref _links, links);
        Array.Resize(ref _level, links);
        Array.Resize(ref _before, links);
        Array.Resize(ref _spare, links);
        Array.Resize(ref _dirty, links);
        Array.Resize(ref _early, links);
        Array.Resize(ref _touched, links);
        _completions.Reserve(links);
    }

    private void RequirePath(ReadOnlySpan<LinkId> path, bool capped)
    {
        if (path.Length > LongestPath || (path.Length == 0 && !capped))
            throw new ArgumentException($"a flow crosses 1 to {LongestPath} links, or none if it is capped", nameof(path));
        for (int i = 0; i < path.Length; i++)
        {
            if ((uint)path[i].Value >= (uint)_linkCount) throw new ArgumentException("unknown link", nameof(path));
            for (int j = 0; j < i; j++)
                if (path[i] == path[j]) throw new ArgumentException("a link is crossed twice", nameof(path));
        }
    }
}
