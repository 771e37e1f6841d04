using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>A peer that holds a content.</summary>
/// <param name="Way">An open connection to it, of which the node that asks is the client.</param>
/// <param name="Lies">It changes what it sends.</param>
internal readonly record struct PeerSource(Connection Way, bool Lies);
