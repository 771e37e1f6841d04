using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class EventQueueTests
{
    [Fact]
    public void Events_leave_in_the_order_of_time_then_key_then_sequence()
    {
        Gen<EventNotice> any = Gen.Select(Gen.Long[0, 3], Gen.ULong[0, 3], Gen.Long[-3, 3], Gen.Int)
            .Select((time, key, sequence, handle) => new EventNotice(time, key, sequence, handle));
        any.Array[0, 300].Sample(events =>
        {
            EventQueue queue = new();
            foreach (EventNotice e in events) queue.Push(e);
            Assert.Equal(events.Length, queue.Count);
            List<(long, ulong, long)> left = [];
            while (queue.TryPop(out EventNotice e)) left.Add((e.Time, e.Key, e.Sequence));
            Assert.Equal(events.Select(e => (e.Time, e.Key, e.Sequence)).Order(), left);
        });
    }

    [Theory]
    [InlineData(long.MaxValue, ulong.MaxValue, long.MaxValue)]
    [InlineData(0, 1UL << 63, long.MinValue)]
    public void The_extremes_of_every_field_are_ordered(long time, ulong key, long sequence)
    {
        EventNotice extreme = new(time, key, sequence, 0), low = new(0, 0, long.MinValue, 0), high = new(long.MaxValue,
            ulong.MaxValue, long.MaxValue, 0);
        Assert.Equal(extreme != low, low.IsBefore(extreme));
        Assert.Equal(extreme != high, extreme.IsBefore(high));
        Assert.False(extreme.IsBefore(extreme));
    }

    /// <summary>
    /// Two thirds of the events are pending at once when the first leaves: a plain heap without the sequence inverts
    /// ties.
    /// </summary>
    [Theory]
    [InlineData(1_025)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void With_key_zero_equal_times_are_first_in_first_out(int pending)
    {
        EventQueue queue = new();
        for (int i = 0; i < pending; i++) queue.Push(new EventNotice(i % 3 == 0 ? 0 : 7, 0, i, i));
        long inversions = 0, count = 0;
        EventNotice last = new(-1, 0, -1, 0);
        while (queue.TryPop(out EventNotice e))
        {
            if (!last.IsBefore(e)) inversions++;
            last = e;
            count++;
            // While time 7 runs, more comes for the same time: it waits behind all that was there.
            if (e.Time == 7 && e.Sequence < pending && e.Sequence % 5 == 0) queue.Push(new EventNotice(7, 0, pending + e.Sequence, 0));
        }

        int echoes = Enumerable.Range(0, pending).Count(i => i % 3 != 0 && i % 5 == 0);
        Assert.Equal((0, pending + echoes), (inversions, count));
    }

    [Fact]
    public void Unrelated_events_change_no_order()
    {
        Gen<EventNotice> any = Gen.Select(Gen.Long[0, 20], Gen.ULong[0, 3], Gen.Long[0, 5], Gen.Int[0, 0])
            .Select((time, key, sequence, handle) => new EventNotice(time, 2 * key, sequence, handle));
        Gen.Select(any.Array[0, 200], any.Array[0, 200]).Sample((ours, others) =>
        {
            EventQueue alone = new(), shared = new();
            foreach (EventNotice e in ours) alone.Push(e);
            for (int i = 0; i < others.Length; i++)
            {
                shared.Push(others[i] with { Key = others[i].Key + 1 });
                if (i < ours.Length) shared.Push(ours[i]);
            }

            for (int i = others.Length; i < ours.Length; i++) shared.Push(ours[i]);
            while (alone.TryPop(out EventNotice expected))
            {
                EventNotice seen;
                do Assert.True(shared.TryPop(out seen));
                while (seen.Key % 2 == 1);
                Assert.Equal(expected, seen);
            }
        });
    }

    [Fact]
    public void An_event_in_the_past_is_refused()
    {
        EventQueue queue = new();
        Assert.Throws<ArgumentException>(() => queue.Push(new EventNotice(-1, 0, 0, 0)));
        queue.Push(new EventNotice(10, 0, 0, 0));
        queue.Push(new EventNotice(5, 0, 0, 0)); // earlier than another, not in the past
        Assert.True(queue.TryPop(out _));
        queue.Push(new EventNotice(5, 0, 1, 0)); // at the current time
        Assert.Throws<ArgumentException>(() => queue.Push(new EventNotice(4, 0, 0, 0)));
        Assert.Equal(2, queue.Count);
    }

    [Fact]
    public void An_empty_queue_has_nothing_and_no_time()
    {
        EventQueue queue = new();
        Assert.False(queue.TryPop(out EventNotice none));
        Assert.Equal((default, 0, long.MaxValue), (none, queue.Count, queue.NextTime));
        queue.Push(new EventNotice(3, 0, 0, 0));
        Assert.Equal(3, queue.NextTime);
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        EventQueue queue = new();
        RandomStream random = new(3, 1, 1);
        for (int i = 0; i < 10_000; i++) queue.Push(new EventNotice(random.NextBelow(1000), 0, i, i));
        Churn(queue, ref random, 200_000); // grows both heaps to their size
        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(queue, ref random, 200_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Churn(EventQueue queue, ref RandomStream random, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            queue.TryPop(out EventNotice e);
            long delay = i % 4 == 0 ? 0 : random.NextBelow(1000);
            queue.Push(new EventNotice(e.Time + delay, 0, 10_000 + i, e.Handle));
        }
    }
}
