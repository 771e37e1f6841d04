using Fleek.Scenarios.Filtering;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Files;

/// <summary>A scenario file, read and checked value by value; nothing is combined yet.</summary>
internal sealed record ScenarioFile(SourceText Source, Layer Defaults, IReadOnlyList<ScenarioBlock> Scenarios);

internal sealed record ScenarioBlock(string Name, Mark At, Layer Layer, SweepBlock? Sweep);

/// <param name="At">The key <c>sweep</c>.</param>
internal sealed record SweepBlock(Mark At, IReadOnlyList<AxisBlock> Axes, WhereClause? Where);

/// <summary>One axis: a key, or a whole block such as <c>payments.commit</c>, and what it takes one after another.</summary>
/// <param name="Key">Null where the axis is a block.</param>
/// <param name="At">The axis's own key in the file, or the flag.</param>
internal sealed record AxisBlock(string Path, KeySpec? Key, Mark At, IReadOnlyList<AxisEntry> Values);

/// <summary>One value of an axis: for a key one assignment, for a block the assignments of a mapping.</summary>
internal sealed record AxisEntry(Layer Layer, Mark At);
