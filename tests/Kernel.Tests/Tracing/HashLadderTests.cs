using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class HashLadderTests
{
    /// <summary>Runs and positions of all sizes around the powers of two at which a ladder of 8 rungs thins itself.</summary>
    private static readonly Gen<(int Events, int Place, int MaxRungs)> Cases =
        from events in Gen.Int[1, 5000]
        from place in Gen.Int[0, events - 1]
        from rungs in Gen.Int[1, 6]
        select (events, place, 1 << rungs);

    [Fact]
    public void Each_rung_is_the_hash_after_so_many_strides_of_events() => Cases.Sample(c =>
    {
        HashLadder ladder = Ladder(c.Events, c.MaxRungs);
        for (int i = 0; i < ladder.Rungs.Length; i++) Assert.Equal(HashAfter((i + 1) * ladder.Stride), ladder.Rungs[i]);
        Assert.Equal(HashAfter(c.Events), ladder.Last);
        Assert.Equal(c.Events, ladder.Events);
    }, iter: 300);

    [Fact]
    public void The_stride_is_the_least_power_of_two_with_which_the_rungs_suffice() => Cases.Sample(c =>
    {
        HashLadder ladder = Ladder(c.Events, c.MaxRungs);
        long stride = 1;
        while (c.Events / stride > c.MaxRungs) stride *= 2;
        Assert.Equal(stride, ladder.Stride);
        Assert.Equal(c.Events / stride, ladder.Rungs.Length);
    }, iter: 2000);

    [Fact]
    public void A_changed_event_lies_between_the_rungs_around_it() => Cases.Sample(c =>
    {
        HashLadder a = Ladder(c.Events, c.MaxRungs), b = Ladder(c.Events, c.MaxRungs, changed: c.Place);
        long from = c.Place / a.Stride * a.Stride;
        Assert.Equal(new EventInterval(from, Math.Min(from + a.Stride, c.Events)), HashLadder.FirstDifference(a, b));
        Assert.Equal(HashLadder.FirstDifference(a, b), HashLadder.FirstDifference(b, a));
    }, iter: 2000);

    [Fact]
    public void Events_that_all_differ_from_one_on_are_found_alike() => Cases.Sample(c =>
    {
        HashLadder a = Ladder(c.Events, c.MaxRungs), b = new(c.MaxRungs);
        TraceHash hash = default;
        for (long i = 0; i < c.Events; i++) b.Add(Next(ref hash, i < c.Place ? i : -i - 1));
        EventInterval found = Assert.NotNull(HashLadder.FirstDifference(a, b));
        Assert.Equal(c.Place / a.Stride * a.Stride, found.From);
        Assert.True(found.Contains(c.Place));
    }, iter: 500);

    [Fact]
    public void Equal_runs_have_no_difference() => Cases.Sample(
        c => Assert.Null(HashLadder.FirstDifference(Ladder(c.Events, c.MaxRungs), Ladder(c.Events, c.MaxRungs))), iter: 300);

    [Fact]
    public void Ladders_of_different_strides_are_compared_at_the_longer_one() => Cases.Sample(c =>
    {
        HashLadder fine = Ladder(c.Events, 1 << 13), coarse = Ladder(c.Events, c.MaxRungs, changed: c.Place);
        Assert.Null(HashLadder.FirstDifference(fine, Ladder(c.Events, c.MaxRungs)));
        long from = c.Place / coarse.Stride * coarse.Stride;
        Assert.Equal(new EventInterval(from, Math.Min(from + coarse.Stride, c.Events)), HashLadder.FirstDifference(fine, coarse));
    }, iter: 500);

    /// <summary>One run is the beginning of the other: they part at the first event that only the other has.</summary>
    [Fact]
    public void A_run_that_ends_early_parts_where_it_ends() => Cases.Sample(c =>
    {
        HashLadder whole = Ladder(c.Events, c.MaxRungs), cut = Ladder(c.Place, c.MaxRungs);
        EventInterval found = Assert.NotNull(HashLadder.FirstDifference(whole, cut));
        Assert.True(found.Contains(c.Place));
        Assert.Equal(c.Place + 1, found.To);
        Assert.InRange(found.Length, 1, whole.Stride);
        Assert.Equal(found, HashLadder.FirstDifference(cut, whole));
    }, iter: 2000);

    /// <summary>Changed, and then cut as well: the change comes first.</summary>
    [Fact]
    public void A_run_changed_before_its_early_end_parts_at_the_change() => Cases.Sample(c =>
    {
        HashLadder whole = Ladder(c.Events + 1, c.MaxRungs), cut = Ladder(c.Events, c.MaxRungs, changed: c.Place);
        long stride = Math.Max(whole.Stride, cut.Stride), from = c.Place / stride * stride;
        long to = from + stride <= c.Events ? from + stride : c.Events + 1;
        Assert.Equal(new EventInterval(from, to), HashLadder.FirstDifference(whole, cut));
    }, iter: 2000);

    [Fact]
    public void A_ladder_restored_from_its_parts_is_the_same_ladder() => Cases.Sample(c =>
    {
        HashLadder ladder = Ladder(c.Events, c.MaxRungs);
        HashLadder restored = HashLadder.Restore(ladder.Stride, ladder.Events, ladder.Last, ladder.Rungs);
        Assert.Null(HashLadder.FirstDifference(ladder, restored));
        Assert.Equal(
            HashLadder.FirstDifference(ladder, Ladder(c.Events, c.MaxRungs, changed: c.Place)),
            HashLadder.FirstDifference(restored, Ladder(c.Events, c.MaxRungs, changed: c.Place)));
    }, iter: 300);

    [Theory]
    [InlineData(3, 4, 1)]
    [InlineData(0, 4, 0)]
    [InlineData(-2, 4, 0)]
    [InlineData(2, -1, 0)]
    [InlineData(2, 4, 1)]
    [InlineData(2, 4, 3)]
    [InlineData(2, 4, 2)]
    public void Parts_that_do_not_fit_together_are_refused(long stride, long events, int rungs) =>
        Assert.Throws<ArgumentException>(() => HashLadder.Restore(stride, events, 99, new ulong[rungs]));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(12, 1)]
    [InlineData(8, 0)]
    [InlineData(8, 3)]
    public void Only_powers_of_two_can_be_halved(int maxRungs, long stride) =>
        Assert.Throws<ArgumentException>(() => new HashLadder(maxRungs, stride));

    /// <summary>A stride that is given at first holds until the rungs run out.</summary>
    [Theory]
    [InlineData(16, 100, 16, 6)]
    [InlineData(16, 128, 16, 8)]
    [InlineData(16, 143, 16, 8)]
    [InlineData(16, 144, 32, 4)]
    [InlineData(16, 1000, 128, 7)]
    public void The_first_stride_can_be_chosen(long first, int events, long stride, int rungs)
    {
        HashLadder ladder = new(8, first);
        for (ulong i = 0; i < (ulong)events; i++) ladder.Add(i);
        Assert.Equal(stride, ladder.Stride);
        Assert.Equal(rungs, ladder.Rungs.Length);
    }

    /// <summary>The run may last as long as it likes: nothing is allocated once the rungs are there.</summary>
    [Fact]
    public void A_full_ladder_allocates_nothing_more()
    {
        HashLadder ladder = new(1 << 10);
        for (ulong i = 0; i < 1 << 12; i++) ladder.Add(i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong i = 0; i < 1 << 20; i++) ladder.Add(i);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(ladder.Rungs.Length, 1 << 9, 1 << 10);
    }

    private static HashLadder Ladder(long events, int maxRungs, long changed = -1)
    {
        HashLadder ladder = new(maxRungs);
        TraceHash hash = default;
        for (long i = 0; i < events; i++) ladder.Add(Next(ref hash, i == changed ? -1 : i));
        return ladder;
    }

    private static ulong HashAfter(long events)
    {
        TraceHash hash = default;
        for (long i = 0; i < events; i++) Next(ref hash, i);
        return hash.Value;
    }

    private static ulong Next(ref TraceHash hash, long word)
    {
        hash.Add(word);
        return hash.Value;
    }
}
