using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>Nodes that were read.</summary>
/// <param name="RttMs">What the client measured of each, in milliseconds; NaN where nothing was.</param>
public sealed record NodeList(NodeDirectory Nodes, IReadOnlyList<double> RttMs);
