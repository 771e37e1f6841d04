using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Comparing;

/// <summary>What a scenario did when somebody looked at it and found it good: a small file beside the source.</summary>
public sealed record Baseline
{
    /// <summary>Rises when a reader has to change.</summary>
    public const int CurrentFormat = 1;

    public required string Scenario { get; init; }

    /// <summary>Hash of the plan that was run; for people, who compare it with a results folder's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The whole grid, or the base cell alone.</summary>
    public required bool Grid { get; init; }

    /// <summary>Why these numbers are right.</summary>
    public required string Reason { get; init; }

    /// <summary>As its author gave it; null where not.</summary>
    public string? Date { get; init; }

    /// <summary>Fingerprint of the build that ran it.</summary>
    public required string Engine { get; init; }

    public required string Version { get; init; }

    /// <summary>Of the processor, such as <c>x64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Ascending; every cell has a run of each.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Measures that are kept and judged, in the scenario's order.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>In the order of the grid.</summary>
    public required IReadOnlyList<BaselineCell> Cells { get; init; }
}

/// <param name="Id">Of the plan's cell.</param>
/// <param name="Axes">Its coordinates, as (key, value).</param>
/// <param name="Decisions">Of its run with the first seed; null where it was not kept.</param>
/// <param name="Runs">One for each seed, in their order; with the kept measures alone.</param>
public sealed record BaselineCell(
    string Id, IReadOnlyList<(string Key, string Value)> Axes, DecisionRungs? Decisions, IReadOnlyList<RunResult> Runs);
