using System.Security.Cryptography;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.World;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.Cli.Living;

/// <summary>Turns a planned scenario into what the roles of a live run are told: the same users, nodes and distances as in a simulation.</summary>
internal static class LiveTermsMaker
{
    public static LiveTerms Make(Plan plan, Scenario scenario, ulong seed, WorldInputs inputs)
    {
        IReadOnlyList<IReadOnlyList<PlacedLane>> placed = LanePlacement.Of(scenario, seed, inputs);
        LiveUser[] users = [.. placed.Select((lanes, user) => new LiveUser(user, [.. lanes.Select(lane => new LiveLane(
            lane.Node.Value, lane.Up.Nanoseconds, lane.Down.Nanoseconds, lane.LanesOfNode))]))];
        return new LiveTerms(plan.Name, plan.ResolvedYaml, seed, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), users);
    }
}
