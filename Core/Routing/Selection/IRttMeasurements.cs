namespace Fleek.Core.Routing.Selection;

/// <summary>Round trips that somebody measures for a selector: in a simulation the world, on a live network a prober.</summary>
public interface IRttMeasurements
{
    /// <summary>The round trip between the client and the node in milliseconds; NaN if none answered.</summary>
    double RttMs(in ClientView client, int node);
}
