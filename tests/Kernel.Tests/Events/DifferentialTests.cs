using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>
/// The queue beside the framework's own heap with the same total order: one sequence of pushes and pops, event by event, at populations
/// that grow, swing, burst and drain. FLEEK_SIM_LONG=1 runs more trials, and longer ones.
/// </summary>
public sealed class DifferentialTests
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    public static TheoryData<string> Laws => [.. DelayLaw.All.Select(law => law.Name)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_queue_agrees_with_a_priority_queue(string law)
    {
        long popped = 0;
        for (int trial = 0; trial < (Long ? 400 : 15); trial++) popped += Compare(law, trial);
        Assert.True(popped > (Long ? 2_000_000 : 100_000), $"only {popped} pops");
    }

    [Fact]
    public void A_shuffled_queue_gives_every_event_back_as_it_was_and_in_order_of_time()
    {
        EventQueue queue = new(TieBreak.Shuffled(5, keptBits: 4));
        PriorityQueue<EventNotice, long> reference = new();
        HashSet<EventNotice> due = [];
        RandomStream random = new(6, 1, 1);
        for (int i = 0; i < 100_000; i++)
        {
            EventNotice e = new(random.NextBelow(1000), random.NextBits(), i, i);
            queue.Push(e);
            reference.Enqueue(e, e.Time);
            due.Add(e);
        }

        while (queue.TryPop(out EventNotice seen))
        {
            Assert.True(due.Remove(seen));
            Assert.Equal(reference.Dequeue().Time, seen.Time);
        }

        Assert.Empty(due);
    }

    private static long Compare(string lawName, int trial)
    {
        DelayLaw law = DelayLaw.All.Single(l => l.Name == lawName);
        RandomStream random = new(9, 1, trial);
        Pair pair = new(new EventQueue(), $"{lawName}, trial {trial}");
        int pending = 1 << (int)random.NextBelow(trial % 10 == 0 ? 16 : 12);
        int keys = 1 << (2 * (int)random.NextBelow(6));
        bool mixed = random.NextBelow(3) == 0;
        for (int phase = 0; phase < 6; phase++)
        {
            // Grow to some size, hold there, and shrink to another; now and then a burst, a look ahead or a full drain.
            long target = random.NextBelow(pending);
            if (random.NextBelow(4) == 0) Burst(pair, ref random, keys, random.NextBelow(pending));
            if (random.NextBelow(5) == 0) target = 0;
            for (int round = 0; round < pending; round++)
            {
                DelayLaw delays = mixed ? DelayLaw.All[(int)random.NextBelow(DelayLaw.All.Count)] : law;
                if (pair.Count <= target) pair.Push(pair.Now + delays.Next(ref random), (ulong)random.NextBelow(keys));
                if (random.NextBelow(8) == 0) pair.ComparePeek();
                if (pair.Count == 0) continue;
                pair.ComparePop();
                if (random.NextBelow(8) != 0) pair.Push(pair.Now + delays.Next(ref random), (ulong)random.NextBelow(keys));
            }

            while (pair.Count > target) pair.ComparePop();
        }

        while (pair.Count > 0) pair.ComparePop();
        pair.ComparePeek();
        return pair.Popped;
    }

    /// <summary>Many events at one time: now, or a time to come.</summary>
    private static void Burst(Pair pair, ref RandomStream random, int keys, long size)
    {
        long time = pair.Now + (random.NextBelow(3) == 0 ? 0 : random.NextBelow(1L << (int)random.NextBelow(30)));
        bool ordered = random.NextBelow(2) == 0;
        for (long i = 0; i < size; i++) pair.Push(time, ordered ? 0 : (ulong)random.NextBelow(keys));
    }

    /// <summary>The two queues, given the same and asked the same.</summary>
    private sealed class Pair(EventQueue queue, string name)
    {
        private readonly PriorityQueue<EventNotice, (long, ulong, long)> _reference = new();
        private long _sequence;

        public long Now { get; private set; }

        public long Popped { get; private set; }

        public int Count => _reference.Count;

        public void Push(long time, ulong key)
        {
            if (time > long.MaxValue / 2) return; // years of drawn delays
            EventNotice e = new(time, key, _sequence++, (int)(_sequence & 0xFFFF));
            queue.Push(e);
            _reference.Enqueue(e, (e.Time, e.Key, e.Sequence));
        }

        public void ComparePeek()
        {
            long expected = _reference.TryPeek(out EventNotice next, out _) ? next.Time : long.MaxValue;
            if (queue.NextTime != expected) Assert.Fail($"{name}, pop {Popped}: next at {queue.NextTime}, but {expected}");
            if (queue.Count != Count) Assert.Fail($"{name}, pop {Popped}: {queue.Count} pending, but {Count}");
        }

        public void ComparePop()
        {
            EventNotice expected = _reference.Dequeue();
            if (!queue.TryPop(out EventNotice seen) || seen != expected) Assert.Fail($"{name}, pop {Popped}: {seen}, but {expected}");
            Now = seen.Time;
            Popped++;
        }
    }
}
