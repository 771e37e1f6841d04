using Fleek.Core.Primitives;

namespace Fleek.Analysis.Thresholds;

/// <summary>The threshold that keeps the share of negative accounts at a target.</summary>
/// <param name="Target">Share of accounts that may end below zero.</param>
/// <param name="Value">Its estimate.</param>
/// <param name="Low">Lower end of the exact 95 % interval.</param>
/// <param name="High">Upper end; null where there are too few accounts for one.</param>
public sealed record NeededThreshold(double Target, Credits Value, Credits Low, Credits? High);
