using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Delivery;
using Fleek.Sim.World.Geography;

namespace Fleek.Tests.World.Delivery;

/// <summary>Who comes when, from where, and to what: held against their laws, with |z| at most 4.</summary>
public sealed class VisitPlanTests
{
    private const int Visits = 2_000;

    private static DeliverySpec Spec => Deliveries.Download(DeliveryPath.Tunnel, 100) with { Visits = Visits, Window = 1 };

    [Fact]
    public void Clients_come_as_a_Poisson_process_of_the_rate()
    {
        IReadOnlyList<PlannedVisit> plan = Plan(Spec with { ArrivalsPerSecond = 5 });
        double seconds = (plan[^1].At - Instant.Zero).Seconds;
        // The sum of n exponential gaps.
        Assert.InRange((seconds - (Visits / 5.0)) / (Math.Sqrt(Visits) / 5), -4, 4);
        double[] gaps = [.. plan.Zip(plan.Skip(1), (a, b) => (b.At - a.At).Seconds * 5)];
        Assert.InRange((gaps.Count(g => g > 1) - (gaps.Length * Math.Exp(-1))) / Math.Sqrt(gaps.Length * 0.2325), -4, 4);
    }

    [Fact]
    public void Contents_are_wanted_as_Zipfs_law_has_it()
    {
        IReadOnlyList<PlannedVisit> plan = Plan(Spec with { Contents = 50, Exponent = 1 });
        double all = Enumerable.Range(1, 50).Sum(m => 1.0 / m);
        for (int m = 1; m <= 5; m++)
        {
            double share = 1 / (m * all), sd = Math.Sqrt(Visits * share * (1 - share));
            Assert.InRange((plan.Count(p => p.Content == m - 1) - (Visits * share)) / sd, -4, 4);
        }
    }

    /// <summary>With demand as 1 + s cos(hour - 20) the mean of that cosine is s / 2, wherever people are.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_place_has_its_own_time_of_day(double swing)
    {
        IReadOnlyList<PlannedVisit> plan = Plan(Spec with { InCities = true, DailySwing = swing, ArrivalsPerSecond = 0.002 });
        double mean = plan.Average(p => Math.Cos((LocalHour(p) - 20) * Math.PI / 12));
        Assert.InRange((mean - (swing / 2)) * Math.Sqrt(Visits / 0.5), -4, 4);
        Assert.True(plan.Select(p => p.Place).Distinct().Count() > 100);
    }

    [Fact]
    public void A_crowd_comes_in_the_second_half_and_wants_one_thing()
    {
        DeliverySpec spec = Spec with { Contents = 100, Exponent = 0, FlashCrowd = 10 };
        IReadOnlyList<PlannedVisit> plan = Plan(spec);
        double before = (plan[(Visits / 2) - 1].At - plan[0].At).Seconds, after = (plan[^1].At - plan[Visits / 2].At).Seconds;
        Assert.InRange(before / after, 8, 12.5);
        Assert.InRange(plan.Take(Visits / 2).Count(p => p.Content == 0), 1, 30);
        double share = 0.9 + (0.1 / 100), sd = Math.Sqrt(Visits / 2 * share * (1 - share));
        Assert.InRange((plan.Skip(Visits / 2).Count(p => p.Content == 0) - (Visits / 2 * share)) / sd, -4, 4);
    }

    private static double LocalHour(PlannedVisit planned) =>
        ((planned.At - Instant.Zero).Seconds / 3_600 % 24) + (Metros.All[planned.Place].Longitude / 15);

    private static IReadOnlyList<PlannedVisit> Plan(DeliverySpec spec)
    {
        using DeliveryWorld world = new(spec.Scenario(), spec, 11);
        return new VisitPlan(world, spec, 11).Planned;
    }
}
