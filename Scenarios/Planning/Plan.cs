using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Scenarios.Planning;

/// <summary>
/// What is going to be run: the cells of a grid, the seeds of every cell, frozen at the start.
/// </summary>
public sealed record Plan
{
    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    public required string Question { get; init; }

    /// <summary>Empty for `run`: one cell, the base.</summary>
    public required IReadOnlyList<Axis> Axes { get; init; }

    /// <summary>In grid order: the last axis varies fastest; cells that `where` excludes are absent.</summary>
    public required IReadOnlyList<Cell> Cells { get; init; }

    /// <summary>Cells that `where` excluded.</summary>
    public required int ExcludedCells { get; init; }

    /// <summary>The same seeds in every cell, so that differences are paired. Ascending, distinct.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Measures that tables show first, in order; the scenario's `measure:` list. All measures are always stored.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>By measure the share of its old value by which it may become worse; the scenario's `tolerate:`, which no hash takes
    /// in.</summary>
    public IReadOnlyDictionary<string, double> Tolerances { get; init; } = new Dictionary<string, double>();

    /// <summary>What measures have to keep to; the scenario's `thresholds:`, which no hash takes in.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>First 8 hex digits of SHA-256 over <see cref="ResolvedYaml"/>'s canonical content, the seeds and the input files' hashes.</summary>
    public required string Hash { get; init; }

    /// <summary>A scenarios file with this one scenario, every default filled in and every override applied: runnable as it is.</summary>
    public required string ResolvedYaml { get; init; }

    /// <summary>Files that the plan reads (measured round-trip times), with their SHA-256.</summary>
    public required IReadOnlyList<InputFile> Inputs { get; init; }

    public int Runs => Cells.Count * Seeds.Count;
}

/// <summary>One varied key.</summary>
/// <param name="Path">Dotted key, such as <c>payments.freeze_threshold</c>.</param>
/// <param name="Column">Column of the tables: the path, and the unit of a quantity, such as <c>payments.freeze_threshold_chunks</c>.</param>
/// <param name="Unit">Unit that <see cref="AxisValue.Number"/> counts, or null (plain numbers and words).</param>
public sealed record Axis(string Path, string Column, string? Unit, IReadOnlyList<AxisValue> Values);

/// <param name="Text">As a user would write it: <c>100 chunks</c>, <c>coin 5 %</c>. Unique on its axis.</param>
/// <param name="Number">The quantity in the axis's unit, or null for words and mappings.</param>
public sealed record AxisValue(string Text, double? Number)
{
    /// <summary>The value as <c>--set key=...</c> takes it: <c>{rule: coin, probability: 5 %}</c> where the text is a label.</summary>
    public string SetText { get; init; } = Text;

    /// <summary>Text is unique on its axis; that a value can be written in several ways makes it no other value.</summary>
    public bool Equals(AxisValue? other) => other is not null && Text == other.Text && Nullable.Equals(Number, other.Number);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <param name="Index">Place in the full grid order, counting from 0 over the cells that are kept.</param>
/// <param name="Id">First 12 hex digits of SHA-256 over the cell's canonical resolved content and input hashes: two plans share a cell exactly when they share its id.</param>
/// <param name="Coordinates">One value per axis of the plan, in axis order.</param>
public sealed record Cell(int Index, string Id, IReadOnlyList<AxisValue> Coordinates, Scenario Scenario);

/// <param name="Path">As given in the scenario.</param>
public sealed record InputFile(string Path, string Sha256);
