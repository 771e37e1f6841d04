using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Internet;

/// <summary>What the choice of users' first nodes cost against the truth.</summary>
internal static class SelectionTally
{
    public static void Measure(InternetWorld world, Scenario scenario, Func<int, int> firstNodeOf, Dictionary<string, MeasureValue> measures)
    {
        int users = world.Users.Count, hits = 0, sameIsp = 0;
        UnitSample regrets = new(users);
        for (int user = 0; user < users; user++)
        {
            int chosen = firstNodeOf(user);
            double regret = RegretMs(world, user, chosen);
            regrets.Add(regret);
            if (regret == 0) hits++;
            if (world.Nodes[chosen].Site.System == world.Users[user].Site.System) sameIsp++;
        }

        measures[Measures.SelectionHitRate] = new((double)hits / users, double.NaN, users);
        measures[Measures.SelectionRegret] = regrets.Mean();
        foreach (int percent in Measures.RegretPercentiles)
            measures[Measures.SelectionRegretAt(percent)] = regrets.Percentile(percent / 100.0);
        measures[Measures.SameIspShare] = new((double)sameIsp / users, double.NaN, users);
        bool isRead = SelectionPolicies.IsPolicy(scenario.Users.Selection);
        measures[Measures.VisiblePeering] = new(isRead ? world.View.VisiblePeering : double.NaN, double.NaN, isRead ? 1 : 0);
    }

    /// <summary>True round trip to a node less that to the best one, in milliseconds.</summary>
    public static double RegretMs(InternetWorld world, int user, int chosen)
    {
        double best = double.PositiveInfinity;
        for (int node = 0; node < world.Nodes.Count; node++) best = Math.Min(best, world.RttMs(user, node));
        return world.RttMs(user, chosen) - best;
    }
}
