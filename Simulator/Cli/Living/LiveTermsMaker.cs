using System.Security.Cryptography;
using Fleek.Core.Primitives;
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
            lane.Node.Value, Added(lane.Up, user, lane.Node), Added(lane.Down, user, lane.Node), lane.LanesOfNode))]))];
        return new LiveTerms(plan.Name, plan.ResolvedYaml, seed, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), users);

        // What the way between their machines takes already is not put upon it again.
        long Added(Duration way, int user, NodeId node) => (way - (inputs.Floors?.Of(user, node.Value) ?? Duration.Zero)).Nanoseconds;
    }
}
