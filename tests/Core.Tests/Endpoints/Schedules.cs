using CsCheck;
using Schedule = (Fleek.Tests.Core.ExchangeSetup Setup, Fleek.Tests.Core.ExchangeMove[] Moves);

namespace Fleek.Tests.Core;

/// <summary>
/// Plays a property over random schedules: the same ones in every run, and with FLEEK_SIM_LONG=1 twenty times as many, others each
/// time. One that fails is shrunk and printed with a seed, and CsCheck_Seed of that seed plays it again; FLEEK_SIM_TRANSCRIPT names a
/// file for what happened in it.
/// </summary>
internal static class Schedules
{
    /// <summary>Schedules that are tried in the search for a smaller one that fails.</summary>
    private const int Shrinks = 3_000;

    private static readonly bool _long = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    private static readonly bool _again = Environment.GetEnvironmentVariable("CsCheck_Seed") is not null;

    private static readonly string? _transcript = Environment.GetEnvironmentVariable("FLEEK_SIM_TRANSCRIPT");

    public static int Times => _long ? 20 : 1;

    public static void Sample(Gen<Schedule> schedules, Action<Schedule> play, int count)
    {
        if (_long || _again)
        {
            schedules.Sample(play, iter: count * Times, threads: 1, print: Print);
            return;
        }

        for (uint i = 0; i < count; i++)
        {
            PCG random = new(1, i);
            string seed = random.ToString(random.State);
            try
            {
                play(schedules.Generate(random, null, out _));
            }
            catch
            {
                schedules.Sample(play, seed: seed, iter: Shrinks, threads: 1, print: Print);
                throw;
            }
        }
    }

    /// <param name="play">Returns how often the malice that the property is about was done.</param>
    public static void SampleMalice(Gen<Schedule> schedules, Func<Schedule, long> play, int count)
    {
        long done = 0;
        Sample(schedules, schedule => { done += play(schedule); }, count);
        Assert.True(_again || done > count * Times / 4, $"{count * Times} schedules were malicious {done} times in all");
    }

    private static string Print(Schedule schedule)
    {
        if (_transcript is not null) File.WriteAllText(_transcript, ExchangeWorld.TranscriptOf(schedule.Setup, schedule.Moves));
        return $"{schedule.Setup}; {string.Join("; ", schedule.Moves)}";
    }
}
