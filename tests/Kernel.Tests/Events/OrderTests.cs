using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>The order of ties, at populations across which queues grow: neither growth nor strangers may change it.</summary>
public sealed class OrderTests
{
    public static TheoryData<int> Sizes => [1, 1_024, 1_025, 5_000, 21_913, 100_000];

    /// <summary>All pending at fifty times when the first leaves, and as many scheduled while they leave.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Equal_times_have_no_inversion_across_growth(int pending)
    {
        EventQueue queue = new();
        RandomStream random = new(2, 1, pending);
        long sequence = 0, inversions = 0, count = 0;
        for (int i = 0; i < pending; i++) queue.Push(new EventNotice(1_000_000 * random.NextBelow(50), 0, sequence++, 0));
        EventNotice last = new(-1, 0, -1, 0);
        while (queue.TryPop(out EventNotice e))
        {
            if (!last.IsBefore(e)) inversions++;
            last = e;
            count++;
            if (sequence < 2 * pending) queue.Push(new EventNotice(e.Time + (1_000_000 * random.NextBelow(50)), 0, sequence++, 0));
        }

        Assert.Equal((0, 2L * pending), (inversions, count));
    }

    /// <summary>Each origin counts its own events; whatever the key, an origin's events of one time come in that order.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_origin_is_first_in_first_out(int pending)
    {
        foreach (TieBreak ties in (TieBreak[])[TieBreak.Fifo, TieBreak.Shuffled(1), TieBreak.Shuffled(2, keptBits: 60)])
        {
            EventQueue queue = new(ties);
            RandomStream random = new(3, 1, pending);
            long[] counted = new long[20];
            for (int i = 0; i < pending; i++)
            {
                int origin = (int)random.NextBelow(counted.Length);
                queue.Push(new EventNotice(1000 * random.NextBelow(10), (ulong)origin, counted[origin]++, origin));
            }

            Dictionary<(int Origin, long Time), long> last = [];
            while (queue.TryPop(out EventNotice e))
            {
                Assert.True(e.Sequence > last.GetValueOrDefault((e.Handle, e.Time), -1));
                last[(e.Handle, e.Time)] = e.Sequence;
            }

            Assert.Equal(0, queue.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Events_added_elsewhere_change_nothing(int pending)
    {
        Assert.Equal(Handles(pending, strangers: 0), Handles(pending, strangers: 1));
        Assert.Equal(Handles(pending, strangers: 0), Handles(pending, strangers: pending / 2));
    }

    /// <summary>Our events in the order they ran in, among strangers at the same and at other times.</summary>
    private static List<int> Handles(int pending, int strangers)
    {
        const int Stranger = -1;
        EventQueue queue = new();
        RandomStream ours = new(4, 1, 1), others = new(4, 1, 2);
        List<int> ran = [];
        for (int i = 0; i < pending; i++)
        {
            queue.Push(new EventNotice(ours.NextBelow(50), (ulong)(2 * ours.NextBelow(3)), i, i));
            if (i < strangers) queue.Push(new EventNotice(others.NextBelow(100), (ulong)((2 * others.NextBelow(3)) + 1), i, Stranger));
        }

        while (queue.TryPop(out EventNotice e))
        {
            if (e.Handle == Stranger) continue;
            ran.Add(e.Handle);
            if (e.Handle < pending && e.Handle % 3 == 0) queue.Push(e with { Time = e.Time + (e.Handle % 2), Handle = pending + e.Handle });
        }

        return ran;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Running_until_a_time_runs_nothing_that_is_due_at_it(int pending)
    {
        Recorder recorder = new();
        EventLoop loop = new(recorder);
        RandomStream random = new(5, 1, pending);
        int before = 0;
        for (int i = 0; i < pending; i++)
        {
            long time = random.NextBelow(60);
            if (time < 40) before++;
            loop.Schedule(time, (ulong)random.NextBelow(2), i, i);
        }

        loop.Run(until: 40);
        Assert.Equal((before, pending - before, 40), (recorder.Ran.Count, loop.Pending, loop.Now));
        Assert.All(recorder.Ran, e => Assert.True(e.Time < 40));
    }

    /// <summary>To look at the next time, and to schedule before it, is what a run in slices does.</summary>
    [Fact]
    public void Looking_ahead_and_scheduling_before_what_was_seen_changes_no_order()
    {
        Gen.Select(Gen.Long[0, 1 << 20], Gen.Int[0, 3]).Array[1, 300].Sample(steps =>
        {
            EventQueue queue = new();
            PriorityQueue<long, (long, long)> reference = new();
            long now = 0;
            for (int i = 0; i < steps.Length; i++)
            {
                (long delay, int pops) = steps[i];
                queue.Push(new EventNotice(now + delay, 0, i, i));
                reference.Enqueue(i, (now + delay, i));
                Assert.True(reference.TryPeek(out _, out (long Time, long) next));
                Assert.Equal(next.Time, queue.NextTime);
                for (; pops > 1 && queue.TryPop(out EventNotice e); pops--)
                {
                    Assert.Equal(reference.Dequeue(), e.Handle);
                    now = e.Time;
                }
            }
        });
    }
}
