using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>The steady state allocates not one byte: over a million events after a warm-up that sees the same populations.</summary>
public sealed class AllocationTests
{
    private const int Holds = 1_000_000;

    public static TheoryData<string, bool> Laws =>
        new(DelayLaw.All.SelectMany(law => (IEnumerable<(string, bool)>)[(law.Name, false), (law.Name, true)]));

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holding_a_population_allocates_nothing(string name, bool shuffled)
    {
        DelayLaw law = DelayLaw.All.Single(l => l.Name == name);
        EventQueue queue = new(shuffled ? TieBreak.Shuffled(1) : TieBreak.Fifo);
        RandomStream random = new(7, 1, 1);
        // The warm-up holds a thousand more, as the buckets in use at once differ a little from time to time.
        long[] delays = new long[1 << 14];
        for (int i = 0; i < delays.Length; i++) delays[i] = law.Next(ref random);
        SortBurst(queue);
        for (int i = 0; i < 3000; i++) queue.Push(new EventNotice(1 + delays[i], (ulong)i % 5, i, i));
        Hold(queue, delays, Holds / 2);
        for (int i = 0; i < 1000; i++) queue.TryPop(out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Hold(queue, delays, Holds);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2000, queue.Count);
    }

    /// <summary>Has a large bucket sorted by key: the first sort of a process makes what sorting keeps.</summary>
    private static void SortBurst(EventQueue queue)
    {
        for (int i = 0; i < 1000; i++) queue.Push(new EventNotice(1, (ulong)(i * 7919 % 1000), 0, 0));
        while (queue.TryPop(out _))
        {
        }
    }

    private static void Hold(EventQueue queue, long[] delays, int holds)
    {
        for (int i = 0; i < holds; i++)
        {
            queue.TryPop(out EventNotice e);
            queue.Push(new EventNotice(e.Time + delays[i % delays.Length], (ulong)i % 5, e.Sequence + 10_000, e.Handle));
        }
    }

    [Fact]
    public void A_loop_with_timers_allocates_nothing()
    {
        Flows flows = new(count: 500);
        flows.Run(Holds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        flows.Run(Holds);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(flows.Rearmed > Holds);
    }

    /// <summary>Flows that take a step every millisecond or so and move a timeout of 200 ms on at each.</summary>
    private sealed class Flows : IEventHandler
    {
        private readonly EventLoop _loop;
        private readonly DeadlineTimers _timers;
        private RandomStream _random = new(8, 1, 1);
        private long _sequence;

        public Flows(int count)
        {
            _loop = new EventLoop(this);
            _timers = new DeadlineTimers(count);
            for (int flow = 0; flow < count; flow++) _loop.Schedule(_random.NextBelow(1_000_000), 0, _sequence++, 2 * flow);
        }

        public long Rearmed { get; private set; }

        public void Run(int events)
        {
            for (int i = 0; i < events; i++) _loop.Step();
        }

        public void Run(in EventNotice due)
        {
            int flow = due.Handle / 2;
            if (due.Handle % 2 == 1)
            {
                if (_timers.Take(flow, due.Time) == TimerVerdict.Early) Schedule(_timers.Deadline(flow), due.Handle);
                return;
            }

            Rearmed++;
            long deadline = _loop.Now + 200_000_000;
            if (_timers.Arm(flow, deadline)) Schedule(deadline, due.Handle + 1);
            Schedule(_loop.Now + 500_000 + _random.NextBelow(1_000_000), due.Handle);
        }

        private void Schedule(long time, int handle) => _loop.Schedule(time, 0, _sequence++, handle);
    }
}
