namespace Fleek.Scenarios.Keys;

/// <summary>One key of a scenario: what it takes, what it means, and when it has a meaning at all.</summary>
/// <param name="Path">Dotted.</param>
/// <param name="Default">As a user would write it; null where the key may be absent.</param>
internal sealed record KeySpec(string Path, KeyKind Kind, string? Default, string Text)
{
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Least value with its unit, or null for none. Money: only <c>0</c> is checked here.</summary>
    public string? Min { get; init; }

    /// <summary>The least value itself is refused too.</summary>
    public bool AboveMin { get; init; }

    public string? Max { get; init; }

    /// <summary>The key whose word decides whether this one has a meaning, or null: it always has.</summary>
    public string? UsedWhere { get; init; }

    /// <summary>The words of <see cref="UsedWhere"/> that give this key a meaning.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];

    /// <summary>Money in credit, not in chunk prices.</summary>
    public bool InCreditAlone { get; init; }

    /// <summary>Belongs to the plan as a whole: it cannot be an axis, though it decides results.</summary>
    public bool WholePlan { get; init; }

    public string Name => this.Path[(this.Path.LastIndexOf('.') + 1)..];

    /// <summary>The mapping that the key stands in; empty at the top of a scenario.</summary>
    public string Block => this.Path.LastIndexOf('.') is var dot and >= 0 ? this.Path[..dot] : "";

    /// <summary>May be an axis of a sweep. Seeds, measures, thresholds, tolerances and the question belong to the whole plan.</summary>
    public bool Sweepable => this.IsOfCell && !this.WholePlan;

    /// <summary>Belongs to what a cell is, and to its id.</summary>
    public bool IsOfCell => this.Kind is not (KeyKind.Text or KeyKind.Seeds or KeyKind.Measures or KeyKind.Thresholds) && this.DecidesResults;

    /// <summary>False for what is only said about results: it is in no hash.</summary>
    public bool DecidesResults => this.Block != ToleranceKeys.Block && this.Kind != KeyKind.Thresholds;

    public bool IsUsedBy(string word) => this.UsedBy.Contains(word);
}
