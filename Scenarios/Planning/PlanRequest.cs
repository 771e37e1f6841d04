namespace Fleek.Scenarios.Planning;

/// <summary>What a user asks for, beside the file.</summary>
public sealed record PlanRequest
{
    /// <summary>Name of a scenario in the file.</summary>
    public required string Scenario { get; init; }

    /// <summary>True: the whole grid. False: the base alone, one cell.</summary>
    public bool Sweep { get; init; }

    /// <summary>
    /// Each <c>key=value</c>, or <c>key=a,b,c</c> to vary the key. The value is YAML in flow style, so a whole commit rule is
    /// <c>payments.commit={rule: coin, probability: 5 %}</c> and a text with commas is quoted. The last one of a key counts.
    /// </summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>A condition that kept cells meet, besides the scenario's own; or null.</summary>
    public string? Where { get; init; }

    /// <summary><c>7</c>, <c>1..32</c> or <c>1,5,9</c> instead of the file's seeds; or null.</summary>
    public string? Seeds { get; init; }
}
