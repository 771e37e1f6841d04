using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class RingPoolTests
{
    private const int Lanes = 5;

    /// <summary>Each step names a lane and what to do with it: 0 to 5 add, 6 to 9 take, 10 clears.</summary>
    private static readonly Gen<(int Lane, int Verb)[]> Steps = Gen.Select(Gen.Int[0, Lanes - 1], Gen.Int[0, 10]).Array[0, 400];

    [Fact]
    public void Lanes_behave_like_queues_of_their_own() => Steps.Sample(steps => CompareWithQueues(steps, i => i));

    [Fact]
    public void Lanes_of_references_behave_like_queues_of_their_own() => Steps.Sample(steps => CompareWithQueues(steps, i => $"item {i}"));

    private static void CompareWithQueues<T>((int Lane, int Verb)[] steps, Func<int, T> make)
    {
        RingPool<T> pool = new(slots: 2);
        Ring[] rings = new Ring[Lanes];
        Queue<T>[] queues = [.. rings.Select(_ => new Queue<T>())];
        for (int i = 0; i < steps.Length; i++)
        {
            (int lane, int verb) = steps[i];
            if (verb <= 5)
            {
                pool.Enqueue(ref rings[lane], make(i));
                queues[lane].Enqueue(make(i));
            }
            else if (verb <= 9)
            {
                bool any = queues[lane].TryDequeue(out T? expected);
                Assert.Equal(any, pool.TryDequeue(ref rings[lane], out T seen));
                Assert.Equal(expected, seen);
            }
            else
            {
                pool.Clear(ref rings[lane]);
                queues[lane].Clear();
            }

            Assert.Equal(queues[lane].TryPeek(out T? next), pool.TryPeek(rings[lane], out T peeked));
            Assert.Equal(next, peeked);
            Assert.Equal(queues.Select(q => q.Count), rings.Select(r => r.Count));
            Assert.Equal(queues.Sum(q => q.Count), pool.Count);
        }

        for (int lane = 0; lane < Lanes; lane++)
            while (queues[lane].TryDequeue(out T? expected)) Assert.Equal(expected, pool.Dequeue(ref rings[lane]));
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public void What_is_peeked_can_be_changed_in_place()
    {
        RingPool<long> pool = new();
        Ring ring = default;
        pool.Enqueue(ref ring, 1);
        pool.Enqueue(ref ring, 2);
        pool.Peek(ring) = 7;
        Assert.Equal((7, 2), (pool.Dequeue(ref ring), pool.Dequeue(ref ring)));
    }

    [Fact]
    public void An_empty_lane_has_nothing_to_give()
    {
        RingPool<int> pool = new();
        Ring ring = default;
        Assert.Throws<InvalidOperationException>(() => pool.Peek(ring));
        Assert.Throws<InvalidOperationException>(() => pool.Dequeue(ref ring));
        Assert.False(pool.TryPeek(ring, out _));
        Assert.False(pool.TryDequeue(ref ring, out _));
        pool.Clear(ref ring);
        Assert.Equal(0, pool.Count);
    }

    /// <summary>A million lanes in turn, none of which is busy for long, need no more room than those busy at once.</summary>
    [Fact]
    public void Memory_follows_what_waits_and_not_the_lanes()
    {
        RingPool<int> pool = new();
        for (int lane = 0; lane < 1_000_000; lane++)
        {
            Ring ring = default;
            for (int i = 0; i < 5; i++) pool.Enqueue(ref ring, i);
            for (int i = 0; i < 5; i++) Assert.Equal(i, pool.Dequeue(ref ring));
        }

        Assert.Equal(64, pool.Slots);
    }

    [Fact]
    public void Items_taken_are_not_kept_alive()
    {
        RingPool<object> pool = new();
        Ring ring = default;
        List<WeakReference> items = FillAndDrain(pool, ref ring);
        GC.Collect();
        Assert.All(items, item => Assert.False(item.IsAlive));
        GC.KeepAlive(pool);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static List<WeakReference> FillAndDrain(RingPool<object> pool, ref Ring ring)
    {
        List<WeakReference> items = [];
        for (int i = 0; i < 20; i++)
        {
            object item = new();
            items.Add(new WeakReference(item));
            pool.Enqueue(ref ring, item); // moves between blocks on the way
        }

        for (int i = 0; i < 12; i++) pool.Dequeue(ref ring);
        pool.Clear(ref ring);
        return items;
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        RingPool<(long, long)> pool = new();
        Ring[] rings = new Ring[1000];
        RandomStream random = new(4, 1, 1);
        Churn(pool, rings, ref random);
        Churn(pool, rings, ref random);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RandomStream again = new(4, 1, 1);
        Churn(pool, rings, ref again);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Fills and drains the lanes by bursts of up to 20 items, a million items in all.</summary>
    private static void Churn(RingPool<(long, long)> pool, Ring[] rings, ref RandomStream random)
    {
        long last = -1;
        for (int i = 0; i < 100_000; i++)
        {
            ref Ring ring = ref rings[random.NextBelow(rings.Length)];
            for (long n = random.NextBelow(21); n > 0; n--) pool.Enqueue(ref ring, (i, n));
            for (long n = random.NextBelow(23); n > 0 && pool.TryDequeue(ref ring, out (long, long) item); n--) last = item.Item1;
        }

        foreach (ref Ring ring in rings.AsSpan()) pool.Clear(ref ring);
        Assert.True(last >= 0);
    }
}
