namespace Fleek.Analysis.Figures;

/// <summary>A value of the horizontal axis that a figure marks by a line.</summary>
public sealed record FigureMark(double X, string Text);
