using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Transport;

/// <summary>How one message got through.</summary>
/// <param name="Arrival">When the receiver's actor gets it.</param>
/// <param name="Retransmissions">Transmissions after the first.</param>
/// <param name="Duplicates">Copies that the receiver discarded.</param>
internal readonly record struct Passage(Instant Arrival, int Retransmissions, int Duplicates);
