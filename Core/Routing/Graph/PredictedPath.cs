using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>A path and what it rests on.</summary>
/// <param name="Path">AS numbers, from where the packets start.</param>
/// <param name="Simulated">Hops at its start that are simulated; from there on it was observed.</param>
public sealed record PredictedPath(IReadOnlyList<uint> Path, int Simulated);
