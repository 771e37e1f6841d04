namespace Fleek.Analysis.Store;

/// <summary>The build that ran.</summary>
/// <param name="Fingerprint">Changes whenever the code that decides a run's outcome changes; a column of the tables.</param>
/// <param name="Version">The tool's version.</param>
/// <param name="Commit">Git commit of the checkout, or null outside one.</param>
/// <param name="Dirty">Whether the checkout had uncommitted changes; null outside one.</param>
public sealed record EngineInfo(string Fingerprint, string Version, string? Commit, bool? Dirty);
