using CsCheck;
using Fleek.Core.FairExchange;

namespace Fleek.Tests.Core;

/// <summary>
/// The protocol's invariants, asserted by an observer after every step of random schedules: delays, cuts, crashes and restarts of
/// nodes and clients, epochs, withdrawals.
/// </summary>
public sealed class ScheduleTests
{
    private static readonly int Times = Schedules.Times;

    [Fact]
    public void Whatever_breaks_and_crashes_everything_wanted_comes_once_and_all_agree_on_its_cost() =>
        Sample(ScheduleGens.Honest, 12_000).RequireAbove(
            ("deliveries", 100_000 * Times), ("keys sent", 70_000 * Times), ("keys sent again", 5_000 * Times),
            ("nodes crashed", 9_000 * Times), ("clients crashed", 5_000 * Times), ("connections broken", 50_000 * Times),
            ("epochs", 3_000 * Times), ("tickets lost by a crash", 500 * Times), ("late tickets", 3_000 * Times),
            ("resumes from a ticket", 10_000 * Times), ("resumes from nothing", 80 * Times),
            ("disputes that could be opened", 4_000 * Times), ("refused EpochOver", 9_000 * Times),
            ("refused WrongEpoch", 1_000 * Times), ("refused UnknownSession", 200 * Times));

    [Fact]
    public void Accounts_and_grants_that_run_out_cost_nobody_more_than_a_window() =>
        Sample(ScheduleGens.Scarce, 4_000).RequireAbove(
            ("deliveries", 15_000 * Times), ("keys sent", 14_000 * Times), ("late tickets", 400 * Times),
            ("nodes crashed", 3_000 * Times), ("clients crashed", 1_500 * Times), ("epochs", 1_000 * Times),
            ("refused Frozen", 2_000 * Times), ("refused GrantExhausted", 7_000 * Times));

    [Fact]
    public void A_network_that_drops_repeats_reorders_and_replays_takes_nothing_from_an_honest_pair() =>
        Sample(ScheduleGens.Hostile, 4_000).RequireAbove(
            ("deliveries", 9_000 * Times), ("keys sent", 8_000 * Times), ("keys sent again", 400 * Times),
            ("frames dropped", 2_500 * Times), ("frames repeated", 2_500 * Times), ("frames out of order", 2_500 * Times),
            ("frames replayed", 8_000 * Times), ("nodes crashed", 1_500 * Times), ("clients crashed", 800 * Times),
            ("late tickets", 250 * Times), ("refused BadTicket", 80 * Times), ("refused BadAnchor", 200 * Times),
            ("refused Unexpected", 900 * Times));

    /// <summary>One node and two lanes: it happens behind every step that the world takes, in a run of its own each.</summary>
    [Theory]
    [InlineData(ExchangeMode.Encrypted, TicketKind.HashChain)]
    [InlineData(ExchangeMode.Encrypted, TicketKind.Signed)]
    [InlineData(ExchangeMode.PayAfter, TicketKind.HashChain)]
    [InlineData(ExchangeMode.PayAfter, TicketKind.Signed)]
    [InlineData(ExchangeMode.PayBefore, TicketKind.HashChain)]
    [InlineData(ExchangeMode.PayBefore, TicketKind.Signed)]
    public void A_crash_of_either_side_or_a_cut_at_any_step_loses_nothing(ExchangeMode mode, TicketKind tickets)
    {
        foreach (MoveKind kind in new[] { MoveKind.CrashNode, MoveKind.CrashClient, MoveKind.Cut })
        {
            for (int seed = 0; seed < 2 * Times; seed++)
            {
                ExchangeSetup setup = new(
                    1, mode, tickets, 3, 2, 2, [new GrantSetup(0, ExchangeSetup.Plenty, 0)],
                    [new LaneSetup(0, 0, 2, [1, 3, 4, 1, 6, 2]), new LaneSetup(0, 0, 3, [2, 0, 5])], [ExchangeSetup.Plenty], Hostile: false, seed);
                int step = 1;
                while (new ExchangeWorld(setup).Play(step, kind)) step++;
                Assert.True(step > 40, $"the world took {step} steps: too few to be worth breaking");
            }
        }
    }

    private static ScheduleTally Sample(Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> schedules, int count)
    {
        ScheduleTally tally = new();
        Schedules.Sample(schedules, schedule => Play(schedule, tally), count);
        return tally;
    }

    private static void Play((ExchangeSetup Setup, ExchangeMove[] Moves) schedule, ScheduleTally tally)
    {
        ExchangeWorld world = new(schedule.Setup);
        world.Play(schedule.Moves);
        tally.Add(world.Observer.Tally);
    }
}
