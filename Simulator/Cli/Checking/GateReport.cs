using Fleek.Analysis.Comparing;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Checking;

/// <summary>What a check found, for whatever format shows it.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="BaselinePath">As it was given, with the scenario's file in it.</param>
/// <param name="Place">Of the scenario in its file, and of its tolerances by measure.</param>
internal sealed record GateReport(string Scenario, string BaselinePath, SourcePlaces Place)
{
    /// <summary>Why nothing was compared; null where something was.</summary>
    public BaselineException? Problem { get; init; }

    /// <summary>Not null where something was compared, as are the next two.</summary>
    public Baseline? Baseline { get; init; }

    public ComparisonReport? Found { get; init; }

    public Divergence? Divergence { get; init; }

    /// <summary>Chance of a false alarm: all of it, or this check's part where several were asked for.</summary>
    public double Level { get; init; } = Comparison.FamilyLevel;

    /// <summary>What cannot be told with certainty counts as not judged.</summary>
    public bool Strict { get; init; }

    /// <summary>Never <see cref="ExitCode.Ok"/> where nothing was compared.</summary>
    public int ExitCode
    {
        get
        {
            if (Problem is not null || Found is not { Runs: > 0 } found) return CommandLine.ExitCode.CouldNotJudge;
            if (found.Unchanged) return CommandLine.ExitCode.Ok;
            if (found.Worse.Any()) return CommandLine.ExitCode.Regression;
            bool open = found.Rows.Count == 0 || found.Unjudged.Any() || (Strict && found.Inconclusive.Any());
            return open ? CommandLine.ExitCode.CouldNotJudge : CommandLine.ExitCode.Ok;
        }
    }
}

/// <summary>Where a gate's settings stand, for annotations.</summary>
/// <param name="File">The scenario file.</param>
/// <param name="Line">Of the scenario's name; counted from 1.</param>
/// <param name="Tolerances">Lines of tolerances, by measure.</param>
internal sealed record SourcePlaces(string File, int Line, IReadOnlyDictionary<string, int> Tolerances)
{
    public int LineOf(string measure) => Tolerances.GetValueOrDefault(measure, Line);
}
