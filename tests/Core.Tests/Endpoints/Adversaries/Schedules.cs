using CsCheck;
using Schedule = (Fleek.Tests.Core.ExchangeSetup Setup, Fleek.Tests.Core.ExchangeMove[] Moves);

namespace Fleek.Tests.Core;

/// <summary>Plays a property over random schedules; one that fails is shrunk and printed with its seed.</summary>
internal static class Schedules
{
    private static readonly int _times = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 20 : 1;

    /// <param name="play">Returns how often the malice that it is about was done.</param>
    public static void Sample(Gen<Schedule> schedules, Func<Schedule, long> play, int count)
    {
        long done = 0;
        schedules.Sample(
            schedule => done += play(schedule), iter: count * _times, threads: 1,
            print: schedule => $"{schedule.Setup}; {string.Join("; ", schedule.Moves)}");
        Assert.True(done > count * _times / 4, $"{count * _times} schedules were malicious {done} times in all");
    }
}
