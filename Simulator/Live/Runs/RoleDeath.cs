namespace Fleek.Sim.Live.Runs;

/// <summary>A process of a live run that ended before it was let go.</summary>
/// <param name="Role">Its name.</param>
/// <param name="Seconds">Of demand, at which this was noticed; 0 before it began.</param>
/// <param name="Problem">What it said last, or how it ended.</param>
/// <param name="BackSeconds">Of demand, at which it worked again; null where it was not started again.</param>
public sealed record RoleDeath(string Role, double Seconds, string Problem, double? BackSeconds);
