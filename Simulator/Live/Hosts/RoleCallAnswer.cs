namespace Fleek.Sim.Live.Hosts;

/// <summary>Whether the process was started.</summary>
/// <param name="Problem">Why not; null if it was, and the link is its control line from here on.</param>
public sealed record RoleCallAnswer(string? Problem);
