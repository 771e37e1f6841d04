namespace Fleek.Analysis.Figures;

/// <summary>One mark of a figure: one cell of the plan, or a point of the closed form between two cells.</summary>
/// <param name="IsCell">False: nothing was simulated here, and only <paramref name="Theory"/> is given.</param>
/// <param name="Series">The line it belongs to: the values of all axes but the horizontal one; empty with one line.</param>
/// <param name="X">Value on the horizontal axis; the category's number, from 0, in a dot plot.</param>
/// <param name="XText">The same as a user would write it.</param>
/// <param name="N">What the interval counts.</param>
/// <param name="Runs">Finished runs behind it.</param>
/// <param name="Mean">Null where nothing was observed: drawn as a gap.</param>
/// <param name="UpperBoundOnly">No event in N: <paramref name="High"/> is the one-sided 95 % upper bound.</param>
/// <param name="Theory">The closed form's value, or null where none applies.</param>
public sealed record FigurePoint(
    bool IsCell, string Series, double X, string XText, long N, int Runs, double? Mean, double? Low, double? High,
        bool UpperBoundOnly, double? Theory);
