namespace Fleek.Sim.World.Internet;

/// <summary>A place where many networks meet on one switch.</summary>
/// <param name="City">Index of the world's place.</param>
/// <param name="Members">Numbers of the systems on it, ascending.</param>
public sealed record InternetExchange(int City, IReadOnlyList<int> Members);
