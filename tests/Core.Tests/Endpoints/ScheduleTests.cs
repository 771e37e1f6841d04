using CsCheck;

namespace Fleek.Tests.Core;

/// <summary>
/// The protocol's invariants, asserted by an observer after every step of random schedules: delays, cuts, crashes and restarts of
/// nodes and clients, epochs, withdrawals. FLEEK_SIM_LONG=1 runs twenty times as many.
/// </summary>
public sealed class ScheduleTests
{
    private static readonly int Times = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 20 : 1;

    /// <summary>The file that the transcript of a schedule that failed is written to, if any.</summary>
    private static readonly string? Transcript = Environment.GetEnvironmentVariable("FLEEK_SIM_TRANSCRIPT");

    [Fact]
    public void Whatever_breaks_and_crashes_everything_wanted_comes_once_and_all_agree_on_its_cost() => Sample(ScheduleGens.Honest, 12_000);

    [Fact]
    public void Accounts_and_grants_that_run_out_cost_nobody_more_than_a_window() => Sample(ScheduleGens.Scarce, 4_000);

    [Fact]
    public void A_network_that_drops_repeats_reorders_and_replays_takes_nothing_from_an_honest_pair() => Sample(ScheduleGens.Hostile, 4_000);

    private static void Sample(Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> schedules, int count) => schedules.Sample(
        schedule => new ExchangeWorld(schedule.Setup).Play(schedule.Moves), iter: count * Times, threads: 1,
        print: Print);

    private static string Print((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        if (Transcript is not null) File.WriteAllText(Transcript, ExchangeWorld.TranscriptOf(schedule.Setup, schedule.Moves));
        return $"{schedule.Setup}; {string.Join("; ", schedule.Moves)}";
    }
}
