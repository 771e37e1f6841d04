namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>Which link's clock times a flow, and the flows that wait for one.</summary>
public sealed partial class MaxMinSharing
{
    private static int OwnerOf(in FlowState flow, long[] levels)
    {
        int owner = flow.Path[0];
        for (int i = 1; i < flow.PathLength; i++)
        {
            int link = flow.Path[i];
            if (Before(levels, link, owner)) owner = link;
        }

        return owner;
    }

    private static bool Before(long[] levels, int a, int b) => levels[a] < levels[b] || (levels[a] == levels[b] && a < b);

    /// <summary>Gives the flows of a link whose level has changed to the clocks that now time them.</summary>
    private void HandOver(int id)
    {
        ref SharedLink link = ref _links[id];
        foreach (ref readonly Member member in link.Members.AsSpan(0, link.MemberCount))
        {
            int other = member.Other;
            bool mayMove = other >= 0
                ? Before(_before, id, other) != Before(_level, id, other)
                : other == Member.Several;
            if (mayMove) Move(member.Flow);
        }

        if (link.ElasticCount == 0) return;
        foreach (ref readonly Member member in link.Members.AsSpan(0, link.MemberCount))
        {
            ref FlowState flow = ref _flows[member.Flow];
            if (flow.Elastic) NoteElastic(member.Flow, ref flow);
        }
    }

    private void Move(int slot)
    {
        ref FlowState flow = ref _flows[slot];
        int owner = OwnerOf(in flow, _level);
        if (owner == flow.Owner) return;
        if (!flow.Elastic) StopWaiting(ref flow);
        ReadClock(flow.Owner);
        ReadClock(owner);
        flow.Mark += _links[owner].ClockNanobits - _links[flow.Owner].ClockNanobits;
        flow.Owner = owner;
        if (!flow.Elastic) Wait(slot, ref flow);
    }

    private void Wait(int slot, ref FlowState flow)
    {
        ref SharedLink link = ref _links[flow.Owner];
        if (link.WaiterCount == link.Waiters.Length) Array.Resize(ref link.Waiters, Math.Max(4, 2 * link.WaiterCount));
        SiftUp(link.Waiters, link.WaiterCount++, new Waiter { Mark = flow.Mark, Flow = slot });
        Touch(flow.Owner, Touched.Waiters);
    }

    private void StopWaiting(ref FlowState flow)
    {
        ref SharedLink link = ref _links[flow.Owner];
        Waiter[] heap = link.Waiters;
        int place = flow.Waiting;
        flow.Waiting = -1;
        Waiter last = heap[--link.WaiterCount];
        if (place != link.WaiterCount)
        {
            if (place > 0 && last.Mark < heap[(place - 1) >> 1].Mark) SiftUp(heap, place, last);
            else SiftDown(heap, link.WaiterCount, place, last);
        }

        Touch(flow.Owner, Touched.Waiters);
    }

    private void SiftUp(Waiter[] heap, int place, Waiter waiter)
    {
        while (place > 0)
        {
            int parent = (place - 1) >> 1;
            if (heap[parent].Mark <= waiter.Mark) break;
            Put(heap, place, heap[parent]);
            place = parent;
        }

        Put(heap, place, waiter);
    }

    private void SiftDown(Waiter[] heap, int count, int place, Waiter waiter)
    {
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= count) break;
            if (child + 1 < count && heap[child + 1].Mark < heap[child].Mark) child++;
            if (heap[child].Mark >= waiter.Mark) break;
            Put(heap, place, heap[child]);
            place = child;
        }

        Put(heap, place, waiter);
    }

    private void Put(Waiter[] heap, int place, Waiter waiter)
    {
        heap[place] = waiter;
        _flows[waiter.Flow].Waiting = place;
    }
}
