namespace Fleek.Scenarios.Planning;

/// <summary>Names one run: the cell's id and the seed.</summary>
public readonly record struct RunKey(string CellId, ulong Seed);
