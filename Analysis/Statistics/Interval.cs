namespace Fleek.Analysis.Statistics;

/// <summary>A two-sided 95 % interval, in the unit of what it bounds.</summary>
public readonly record struct Interval(double Low, double High);
