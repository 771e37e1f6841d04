using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Fidelity;

/// <summary>A lane of a real run: its client, and the frames of the letters that are under way on it.</summary>
internal sealed class RealLane(int index, UserId user, NodeId node, LaneKey key, ClientEndpoint client, int servingNodes)
{
    /// <summary>Its place in the world, and the number of its connection.</summary>
    public int Index => index;

    public UserId User => user;

    public NodeId Node => node;

    public LaneKey Key => key;

    public ClientEndpoint Client => client;

    public int ServingNodes => servingNodes;

    /// <summary>For each letter under way its frames, oldest first. A REQUEST may have none: see <see cref="RealExchange"/>.</summary>
    public Queue<Frame[]> Up { get; } = new();

    public Queue<Frame[]> Down { get; } = new();

    /// <summary>Requests that no letter carries yet; they leave with the lane's next.</summary>
    public List<Frame> Waiting { get; } = [];

    /// <summary>Units that the application wanted.</summary>
    public long Wanted { get; set; }
}
