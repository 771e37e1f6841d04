namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>What stands in a store and is not served.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="Why">For the operator.</param>
public sealed record DamagedContent(string Name, string Why);
