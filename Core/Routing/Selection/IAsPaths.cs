using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>Which ASes packets are believed to pass, by what was announced.</summary>
public interface IAsPaths
{
    /// <summary>Predicts the path from one AS to another.</summary>
    /// <param name="path">Is cleared, then given all ASes from the first to the last, both included; stays empty if there is none.</param>
    /// <returns>False if no path is known.</returns>
    bool TryFind(uint from, uint to, List<uint> path);
}
