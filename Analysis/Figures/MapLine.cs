namespace Fleek.Analysis.Figures;

/// <summary>A line of a <see cref="ChoiceMap"/>, positions in degrees north and east.</summary>
/// <param name="CostMs">What decides its colour.</param>
public readonly record struct MapLine(double FromLatitude, double FromLongitude, double ToLatitude, double ToLongitude, double CostMs);
