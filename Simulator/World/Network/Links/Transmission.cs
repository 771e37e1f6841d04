using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>One message on its way over one direction of a lane, for the first time or again.</summary>
/// <param name="At">When it leaves.</param>
/// <param name="Bytes">Its size on the wire.</param>
/// <param name="Message">Counts the messages of this direction of the lane from 0; below 2^32.</param>
/// <param name="Attempt">Counts the transmissions of the message from 0; below 2^16.</param>
internal readonly record struct Transmission(
    Instant At, long Bytes, UserId User, NodeId Node, LaneDirection Direction, long Message, int Attempt);
