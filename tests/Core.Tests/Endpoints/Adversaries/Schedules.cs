using CsCheck;

namespace Fleek.Tests.Core;

/// <summary>Plays a property over random schedules; one that fails is shrunk and printed with its seed.</summary>
internal static class Schedules
{
    private static readonly int _times = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 20 : 1;

    public static void Sample(
        Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> schedules, Action<(ExchangeSetup Setup, ExchangeMove[] Moves)> play, int count) => schedules.Sample(
        play, iter: count * _times, threads: 1, print: schedule => $"{schedule.Setup}; {string.Join("; ", schedule.Moves)}");
}
