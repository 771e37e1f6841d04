using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.World.Internet;

/// <summary>Round trips as users measure them: the true ones and what queues add to a single probe.</summary>
internal sealed class WorldMeasurements(InternetWorld world) : IRttMeasurements
{
    /// <summary>Mean of what queues add, which is never less than nothing.</summary>
    private const double QueueMeanMs = 1;

    private const int NodeBits = 20;

    /// <inheritdoc/>
    public double RttMs(in ClientView client, int node)
    {
        RandomStream random = new(world.Seed, StreamPurpose.InternetProbe, (client.Id << NodeBits) + node);
        return world.RttMs((int)client.Id, node) + (QueueMeanMs * random.NextExponential());
    }
}
