using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.Cli.Living;

/// <summary>
/// How much of a scenario a machine is asked to carry. Accounts meet nowhere, so a run with fewer users shows the same of each: what does
/// not fit is left out by whole users, never by slower ones.
/// </summary>
internal static class LiveBudget
{
    /// <summary>Content that the scenario's users want in all, in bits a second.</summary>
    public static double WantedBitsPerSecond(Scenario scenario, int users)
    {
        double lanes = 0;
        for (int user = 0; user < users; user++) lanes += scenario.Users.ServingNodesOf(new UserId(user));
        return lanes * RateOf(scenario) * scenario.Payments.ChunkBytes * 8;
    }

    /// <summary>Most users, the first, that together want no more than so much; at least one.</summary>
    public static int Users(Scenario scenario, long bitsPerSecond)
    {
        int users = scenario.Users.Count;
        while (users > 1 && WantedBitsPerSecond(scenario, users) > bitsPerSecond) users--;
        return users;
    }

    private static double RateOf(Scenario scenario) => scenario.Workload.NodeBitsPerSecond == 0
        ? scenario.Workload.RatePerSecond
        : (double)scenario.Workload.NodeBitsPerSecond * scenario.Nodes / (scenario.Payments.ChunkBytes * 8)
            / ((double)scenario.Users.Count * scenario.Users.ServingNodes);
}
