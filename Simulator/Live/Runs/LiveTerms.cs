using System.Text.Json.Serialization;

namespace Fleek.Sim.Live.Runs;

/// <summary>What every role of a live run is told of it.</summary>
/// <param name="Name">The scenario's.</param>
/// <param name="Scenario">A scenario file with the one scenario that is played, every key resolved.</param>
/// <param name="Seed">Demand and the nodes' commit rules draw from it, as a simulation of the same seed does.</param>
/// <param name="RunId">Tells runs apart: the ledger's name is made of it, so that no ticket of one is worth anything in another.</param>
/// <param name="Users">Who is served by whom, and over which distance.</param>
public sealed record LiveTerms(string Name, string Scenario, ulong Seed, string RunId, IReadOnlyList<LiveUser> Users)
{
    /// <summary>Every role answers Prometheus on its machine's loopback.</summary>
    public bool ServesMetrics { get; init; }

    /// <summary>Numbers of the nodes that serve anybody.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Nodes => [.. Users.SelectMany(user => user.Lanes).Select(lane => lane.Node).Distinct().Order()];
}

/// <summary>One user of a live run.</summary>
/// <param name="Id">As in the simulation.</param>
public sealed record LiveUser(int Id, IReadOnlyList<LiveLane> Lanes);

/// <summary>A lane of a user to a node.</summary>
/// <param name="Node">The node's number.</param>
/// <param name="UpNanoseconds">What is put on the way to the node, by the user's side, beside what the network takes.</param>
/// <param name="DownNanoseconds">The way back.</param>
/// <param name="LanesOfNode">Lanes that the node serves in all, for demand that is the node's.</param>
public sealed record LiveLane(int Node, long UpNanoseconds, long DownNanoseconds, int LanesOfNode);
