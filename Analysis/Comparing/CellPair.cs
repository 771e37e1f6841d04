namespace Fleek.Analysis.Comparing;

/// <summary>One cell as it was and as it is.</summary>
/// <param name="Id">Of the new cell.</param>
/// <param name="Name">Its coordinates as people read them; empty for a base cell alone.</param>
/// <param name="AccountsApart">
/// Accounts share no queue, no capacity and no fault: each is a unit of its own. Else the run is the unit.
/// </param>
/// <param name="Runs">In the order of seeds, each seed once.</param>
public sealed record CellPair(string Id, string Name, bool AccountsApart, IReadOnlyList<PairedRun> Runs);
