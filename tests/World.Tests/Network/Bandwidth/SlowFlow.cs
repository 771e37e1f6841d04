namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>A flow as the slow implementations see it; a cap of 0 is none.</summary>
internal sealed record SlowFlow(int[] Path, long Cap = 0);
