using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class TieBreakTests
{
    [Fact]
    public void What_is_hidden_is_revealed_and_no_two_keys_of_a_time_become_one()
    {
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.ULong.Array[2, 30], Gen.ULong, Gen.Int[0, 63]).Sample((time, keys, seed, kept) =>
        {
            EventQueue queue = new(TieBreak.Shuffled(seed, kept));
            for (int i = 0; i < keys.Length; i++) queue.Push(new EventNotice(time, keys[i], i, i));
            List<EventNotice> seen = [];
            while (queue.TryPop(out EventNotice e)) seen.Add(e);
            Assert.All(seen, e => Assert.Equal((time, keys[e.Handle], (long)e.Handle), (e.Time, e.Key, e.Sequence)));
            Assert.Equal(Enumerable.Range(0, keys.Length), seen.Select(e => e.Handle).Order());
            // The bits kept still order, and a key's events lie side by side in their own order.
            Assert.Equal(seen.Select(e => Kept(e.Key, kept)).Order(), seen.Select(e => Kept(e.Key, kept)));
            Assert.Equal(keys.Distinct().Count(), 1 + seen.Zip(seen.Skip(1)).Count(pair => pair.First.Key != pair.Second.Key));
        });
    }

    [Fact]
    public void A_seed_gives_one_order_and_another_seed_another()
    {
        Assert.Equal(Order(TieBreak.Shuffled(7), time: 3), Order(TieBreak.Shuffled(7), time: 3));
        Assert.NotEqual(Order(TieBreak.Shuffled(7), time: 3), Order(TieBreak.Shuffled(8), time: 3));
        Assert.NotEqual(Order(TieBreak.Shuffled(7), time: 3), Order(TieBreak.Shuffled(7), time: 4));
        Assert.Equal(Enumerable.Range(0, 100), Order(TieBreak.Fifo, time: 3));
        Assert.Equal(Order(default, time: 3), Order(TieBreak.Fifo, time: 3));
    }

    /// <summary>Over many times each of ten origins is first about as often: within five standard deviations.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(56)]
    [InlineData(60)]
    public void Every_origin_is_first_about_as_often(int keptBits)
    {
        const int Times = 20_000, Origins = 10;
        EventQueue queue = new(TieBreak.Shuffled(1, keptBits));
        for (int time = 1; time <= Times; time++)
            for (int origin = 0; origin < Origins; origin++) queue.Push(new EventNotice(time, (ulong)origin, time, origin));
        int[] first = new int[Origins];
        for (int i = 0; queue.TryPop(out EventNotice e); i++)
            if (i % Origins == 0) first[e.Handle]++;
        double mean = (double)Times / Origins, deviation = Math.Sqrt(mean * (1 - (1.0 / Origins)));
        Assert.All(first, count => Assert.InRange(count, mean - (5 * deviation), mean + (5 * deviation)));
    }

    [Fact]
    public void The_times_of_events_and_the_loops_that_run_them_are_the_same_under_any_shuffle()
    {
        Recorder plain = new(), shuffled = new();
        EventLoop a = new(plain), b = new(shuffled, TieBreak.Shuffled(11));
        for (int i = 0; i < 1000; i++)
        {
            a.Schedule(i / 10, (ulong)(i % 7), i, i);
            b.Schedule(i / 10, (ulong)(i % 7), i, i);
        }

        a.Run();
        b.Run();
        Assert.NotEqual(plain.Ran, shuffled.Ran);
        Assert.Equal(plain.Ran.Select(e => e.Time), shuffled.Ran.Select(e => e.Time));
        Assert.Equal(plain.Ran.OrderBy(e => e.Handle), shuffled.Ran.OrderBy(e => e.Handle));
    }

    [Fact]
    public void At_least_one_bit_is_shuffled()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TieBreak.Shuffled(1, keptBits: 64));
        Assert.Throws<ArgumentOutOfRangeException>(() => TieBreak.Shuffled(1, keptBits: -1));
    }

    private static ulong Kept(ulong key, int bits) => bits == 0 ? 0 : key >> (64 - bits);

    private static List<int> Order(TieBreak ties, long time)
    {
        EventQueue queue = new(ties);
        for (int i = 0; i < 100; i++) queue.Push(new EventNotice(time, (ulong)i, 0, i));
        List<int> order = [];
        while (queue.TryPop(out EventNotice e)) order.Add(e.Handle);
        return order;
    }
}
