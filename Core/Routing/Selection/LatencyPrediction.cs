namespace Fleek.Core.Routing.Selection;

/// <summary>A predicted round trip in milliseconds, and the parts that add up to it. Parts of features not in use are 0.</summary>
/// <param name="BaseMs">Both ends.</param>
/// <param name="DistanceMs">The way over the ground.</param>
/// <param name="NetworkMs">What networks on the way add, or take off where they are one, beside an unknown path.</param>
/// <param name="ProbeMs">By how much measured round trips correct that.</param>
/// <param name="LoadMs">Waiting at a busy node.</param>
/// <param name="Relation">What is known of the networks.</param>
/// <param name="Borders">Between networks on the predicted path; -1 where none is predicted.</param>
/// <param name="ExitSite">Where the path leaves the client's network, as <see cref="InterconnectionMap"/> numbers sites; -1 if unknown.</param>
public readonly record struct LatencyPrediction(
    double BaseMs,
    double DistanceMs,
    double NetworkMs,
    double ProbeMs,
    double LoadMs,
    NetworkRelation Relation,
    int Borders,
    int ExitSite)
{
    /// <summary>The round trip.</summary>
    public double TotalMs => BaseMs + DistanceMs + NetworkMs + ProbeMs + LoadMs;
}
