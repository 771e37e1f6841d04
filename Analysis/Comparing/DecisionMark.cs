namespace Fleek.Analysis.Comparing;

/// <summary>What a baseline keeps of one decision, for people.</summary>
/// <param name="Microseconds">Simulated time, rounded down.</param>
/// <param name="Kind">Such as <c>Submit</c>, <c>Froze</c> or <c>Refused</c>.</param>
public readonly record struct DecisionMark(long Microseconds, int Node, int User, string Kind);
