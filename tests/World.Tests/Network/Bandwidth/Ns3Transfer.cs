namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>One TCP transfer as ns-3 simulated it; its end in nanoseconds since all began.</summary>
internal sealed record Ns3Transfer(int Flows, long Bytes, long BufferBytes, long EndNs);
