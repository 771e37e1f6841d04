namespace Fleek.Benchmarks.Scorecard;

/// <summary>One line of the scorecard: a figure measured now, with what it stands beside.</summary>
/// <param name="What">The thing measured.</param>
/// <param name="Case">Its parameters: pending events, distribution, hosts.</param>
/// <param name="Value">Measured in this run; per second of processor time unless the unit says otherwise.</param>
/// <param name="Unit">Unit of <paramref name="Value"/>.</param>
/// <param name="PeerInRun">What the peer did in this same run, in the same unit; null where none can be run here.</param>
/// <param name="Peers">Figures of peers measured elsewhere and what they were, as text; empty if there are none.</param>
/// <param name="Goal">The least (or, with a unit of cost, the most) that is wanted; empty if none is set.</param>
internal sealed record ScoreRow(
    string What, string Case, double Value, string Unit, double? PeerInRun = null, string Peers = "", string Goal = "");
