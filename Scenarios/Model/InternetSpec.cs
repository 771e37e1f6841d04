namespace Fleek.Scenarios.Model;

/// <summary>The Internet of a scenario.</summary>
/// <param name="Systems">Autonomous systems of a synthetic one; of a real one 0.</param>
/// <param name="Exchanges">Exchanges of a synthetic one; of a real one 0.</param>
/// <param name="VantagePoints">Systems that give collectors all their routes.</param>
/// <param name="VisiblePeering">Least share of links between peers that end at a system which gives routes, 0 to 1.</param>
/// <param name="IspNodes">Share of the nodes in networks of households, 0 to 1.</param>
/// <param name="Files">Of a real one; else null.</param>
public sealed record InternetSpec(
    int Systems, int Exchanges, int VantagePoints, double VisiblePeering, double IspNodes, InternetFiles? Files);
