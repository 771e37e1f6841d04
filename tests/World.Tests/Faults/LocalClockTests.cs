using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Faults;

namespace Fleek.Tests.World.Faults;

public sealed class LocalClockTests
{
    private static readonly Gen<LocalClock> Clocks =
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Long[-999_999_999, 2_000_000_000])
            .Select((offset, drift) => new LocalClock(new(offset), drift));

    [Theory]
    [InlineData(0, 0, 123_456_789, 123_456_789)]
    [InlineData(500, 0, 1_000, 1_500)]
    [InlineData(0, 100_000, 1_000_000_000, 1_000_100_000)] // 100 ppm: 100 us a second
    [InlineData(-7, -100_000, 86_400_000_000_000, 86_391_359_999_993)] // a day at -100 ppm: 8.64 s behind
    [InlineData(0, 1, 999_999_999, 999_999_999)] // 1 ppb gains its first nanosecond after a second
    [InlineData(0, 1, 1_000_000_000, 1_000_000_001)]
    public void A_clock_shows_offset_and_drift_to_the_nanosecond(long offset, long drift, long at, long shows)
    {
        LocalClock clock = new(new(offset), drift);
        Assert.Equal(shows, clock.Read(new(at)).Nanoseconds);
        // A clock that is not slow shows no two times alike, so it shows this one when it should and not before.
        if (drift >= 0) Assert.Equal(at, clock.WhenItShows(new(shows)).Nanoseconds);
    }

    [Fact]
    public void Waiting_ends_at_the_first_time_at_which_the_clock_shows_what_was_waited_for() =>
        Gen.Select(Clocks, Gen.Long[0, 4_000_000_000_000]).Sample((clock, at) =>
        {
            Instant local = clock.Read(new(at)) + new Duration(at % 3);
            Instant due = clock.WhenItShows(local);
            return clock.Read(due) >= local && (due == Instant.Zero || clock.Read(due - new Duration(1)) < local);
        });

    [Fact]
    public void A_clock_never_runs_backwards() =>
        Gen.Select(Clocks, Gen.Long[0, 4_000_000_000_000], Gen.Long[0, 1_000_000])
            .Sample((clock, at, later) => clock.Read(new(at + later)) >= clock.Read(new(at)));

    [Fact]
    public void Never_stays_never_and_a_clock_that_stands_still_is_refused()
    {
        Assert.Equal(Instant.Never, new LocalClock(new(5), 10).WhenItShows(Instant.Never));
        Assert.Equal(Instant.Never, new LocalClock(new(0), -999_999_999).WhenItShows(new(long.MaxValue - 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalClock(default, -1_000_000_000));
    }
}
