namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>What a law says.</summary>
public sealed record LawAnswer(IReadOnlyList<LawResult> Results, LawTable? Table = null)
{
    /// <exception cref="KeyNotFoundException">The law has no result of that name.</exception>
    public double this[string name] =>
        (Results.FirstOrDefault(r => r.Name == name) ?? throw new KeyNotFoundException($"no result '{name}'")).Value;
}
