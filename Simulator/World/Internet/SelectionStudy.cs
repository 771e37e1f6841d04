using Fleek.Scenarios.Model;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.World.Internet;

/// <summary>Looks at the Internet of a run without running it: what it is, and which nodes its users get.</summary>
public static class SelectionStudy
{
    /// <exception cref="ArgumentException">The scenario has no Internet, or the inputs lack what it needs.</exception>
    public static InternetWorld WorldOf(Scenario scenario, ulong seed, WorldInputs inputs) =>
        inputs.InternetOf(scenario, seed) ?? throw new ArgumentException("the scenario has no Internet", nameof(scenario));

    /// <summary>The nodes that users get in the run of the same scenario, seed and inputs.</summary>
    /// <exception cref="ArgumentException">As <see cref="WorldOf"/>.</exception>
    public static IReadOnlyList<SelectedNode> Choices(Scenario scenario, ulong seed, WorldInputs inputs)
    {
        InternetWorld world = WorldOf(scenario, seed, inputs);
        Surroundings surroundings = Surroundings.Of(scenario, seed, inputs);
        return [.. Enumerable.Range(0, world.Users.Count).Select(user =>
        {
            int node = surroundings.NodesServing(user)[0];
            InternetSite from = world.Users[user].Site, to = world.Nodes[node].Site;
            return new SelectedNode(
                user, node, world.Truth.Places[from.City], world.Truth.Places[to.City], world.RttMs(user, node),
                SelectionTally.RegretMs(world, user, node), from.System == to.System);
        })];
    }
}
