namespace Fleek.Sim.Live.Hosts;

/// <summary>One thing that would keep a run from going well.</summary>
/// <param name="Code">FS51xx, as <c>explain</c> knows it.</param>
/// <param name="Host">As the hosts file names it.</param>
/// <param name="Message">One line, no period.</param>
/// <param name="Help">One line on what to do.</param>
public sealed record PreflightProblem(string Code, string Host, string Message, string Help);
