using System.Text.Json.Serialization;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Store;

/// <summary>manifest.json: where the rows of a results folder come from.</summary>
public sealed record Manifest
{
    /// <summary>Rises when a reader of the folder has to change.</summary>
    public const int CurrentSchema = 1;

    public required SchemaVersions Schema { get; init; }

    public required string Scenario { get; init; }

    public required string PlanHash { get; init; }

    /// <summary>False: the base cell alone.</summary>
    public required bool Sweep { get; init; }

    public required int Cells { get; init; }

    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Files that the plan read, with their SHA-256 at the start.</summary>
    public required IReadOnlyList<InputFile> Inputs { get; init; }

    /// <summary>Builds that added rows, in order of their first row; the first is the one that made the folder.</summary>
    public required IReadOnlyList<EngineInfo> Engines { get; init; }

    /// <summary>The command that made the folder.</summary>
    public required string CommandLine { get; init; }

    public required MachineInfo Machine { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Null while running, and after a kill.</summary>
    public DateTimeOffset? Finished { get; init; }

    public required RunCounts Counts { get; init; }

    /// <summary>Seeds are added cell by cell until this is met, the plan's being the most; null where every cell has all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PrecisionGoal? Until { get; init; }
}

/// <summary>Versions of the folder's formats.</summary>
public sealed record SchemaVersions(int Manifest, int Journal, int Tables);

/// <summary>The machine that made the folder.</summary>
public sealed record MachineInfo(string Os, string Architecture, string Runtime, int CpuCount);

/// <summary>Runs of the plan by state, as of the manifest's last writing; missing are those that are wanted and neither done nor failed.</summary>
public sealed record RunCounts(int Done, int Failed, int Missing);
