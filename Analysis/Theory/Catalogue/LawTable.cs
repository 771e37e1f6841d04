namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>A small table of numbers; columns carry their units in their names.</summary>
public sealed record LawTable(IReadOnlyList<string> Columns, IReadOnlyList<double[]> Rows);
