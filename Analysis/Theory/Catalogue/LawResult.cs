namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>A number that a law answers with.</summary>
/// <param name="Text">What it is, without a full stop.</param>
public sealed record LawResult(string Name, double Value, string Unit, string Text);
