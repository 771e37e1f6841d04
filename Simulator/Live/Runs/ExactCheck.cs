namespace Fleek.Sim.Live.Runs;

/// <summary>Something that must hold of every live run, whatever the machine did.</summary>
/// <param name="Name">A word of docs/live.md.</param>
/// <param name="Detail">What was compared, with the numbers.</param>
public sealed record ExactCheck(string Name, bool Holds, string Detail);
