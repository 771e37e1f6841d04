namespace Fleek.Sim.World.Streams;

/// <summary>How far a stream is at some time: chunks wanted by the user, sent by the node, received, paid to the node, and keyed.</summary>
internal readonly record struct StreamCounts(long Wanted, long Sent, long Received, long Paid, long Keyed);
