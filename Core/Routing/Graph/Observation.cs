namespace Fleek.Core.Routing.Graph;

/// <summary>That a vantage point had a path to a prefix.</summary>
/// <param name="Prefix">Index among the prefixes seen.</param>
/// <param name="Vantage">AS number of the collector's peer.</param>
/// <param name="Path">Index among the different paths; it starts with the first AS on it, mostly the vantage point.</param>
public readonly record struct Observation(int Prefix, uint Vantage, int Path);
