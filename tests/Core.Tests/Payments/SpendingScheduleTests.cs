using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// V12: over random schedules of stale views, loss, reordering, restarts and withdrawals, leases and static caps never let the true
/// balance fall below what is kept back, and every claim of an honest node is credited in full. The same schedules find the refilling
/// cap, and a lease whose nodes forget what they gave back.
/// </summary>
public sealed class SpendingScheduleTests(ITestOutputHelper output)
{
    private static readonly int Schedules = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 200_000 : 4_000;

    [Fact]
    public void Leases_never_overshoot_in_any_schedule() => NeverOvershoots(SpendingRule.Lease);

    [Fact]
    public void Static_caps_never_overshoot_in_any_schedule() => NeverOvershoots(SpendingRule.StaticCap);

    [Fact]
    public void The_refilling_cap_is_found_overspending_by_the_same_schedules()
    {
        (int found, Credits worst, _) = Hunt(SpendingRule.RefillingCap, Schedules / 4);
        output.WriteLine($"{found} of {Schedules / 4}, worst {worst.Units}");
        Assert.True(found > 0, "the schedules are blind: the refilling cap never went below its threshold");
        Assert.True(worst < new Credits(-10), $"the refilling cap went below its threshold by {worst.Units} only");
    }

    [Fact]
    public void Nodes_that_forget_what_they_gave_back_are_found_overspending_by_the_same_schedules()
    {
        (int found, Credits worst, _) = Hunt(SpendingRule.ForgetfulLease, Schedules / 4);
        output.WriteLine($"{found} of {Schedules / 4}, worst {worst.Units}");
        Assert.True(found > 0, "the schedules are blind: a restart never brought a lease back that was given up");
    }

    private void NeverOvershoots(SpendingRule rule)
    {
        (int found, Credits worst, Int128 paid) = Hunt(rule, Schedules);
        output.WriteLine($"{Schedules} schedules, {paid / 10} chunks, at least {worst.Units} left above what is kept back");
        Assert.Equal(0, found);
        Assert.True(worst >= Credits.Zero, $"the true balance fell below what is kept back by {-worst}");
        Assert.True(worst < new Credits(10), "no schedule spent an account down: the hunt says nothing");
    }

    /// <summary>How many schedules left an honest node unpaid or too little on the account, by how much at worst, and what was paid.</summary>
    private static (int Found, Credits Worst, Int128 Paid) Hunt(SpendingRule rule, int schedules)
    {
        int found = 0;
        Credits worst = new(long.MaxValue);
        Int128 paid = 0;
        Lock gate = new();
        Parallel.For(1, schedules + 1, seed =>
        {
            SpendingSchedule schedule = new(rule, (ulong)seed);
            schedule.Play();
            bool broken = schedule.Worst < Credits.Zero || schedule.Unpaid > Credits.Zero;
            lock (gate)
            {
                if (broken) found++;
                worst = Credits.Min(worst, schedule.Worst);
                paid += schedule.Paid.Units;
            }
        });
        return (found, worst, paid);
    }
}
