using CsCheck;
using Schedule = (Fleek.Tests.Core.ExchangeSetup Setup, Fleek.Tests.Core.ExchangeMove[] Moves);

namespace Fleek.Tests.Core;

/// <summary>Plays a property over random schedules; one that fails is shrunk and printed with its seed.</summary>
internal static class Schedules
{
    private static readonly int _times = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 20 : 1;

    public static void Sample(
        Gen<Schedule> schedules, Action<Schedule> play, int count) =>
        schedules.Sample(
            play, iter: count * _times, threads: 1, print: schedule => $"{schedule.Setup}; {string.Join("; ", schedule.Moves)}");
}
