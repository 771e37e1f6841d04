using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.World.Internet;

/// <summary>The true round trips: for the oracle alone.</summary>
internal sealed class TrueMeasurements(InternetWorld world) : IRttMeasurements
{
    /// <inheritdoc/>
    public double RttMs(in ClientView client, int node) => world.RttMs((int)client.Id, node);
}
