using System.Globalization;
using Fleek.Scenarios.Files;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>One value of a resolved scenario and where it comes from.</summary>
/// <param name="Value">Canonical text.</param>
/// <param name="Origin"><c>default</c>, <c>scenarios.yaml:17</c>, <c>--set</c> or <c>--seeds</c>.</param>
public sealed record PlanOrigin(string Path, string Value, string Origin);

/// <summary>Explains where each value of a scenario's base comes from, and each axis of its sweep.</summary>
public static class PlanOrigins
{
    /// <summary>In the order of the resolved plan, axes last. Empty with diagnostics where the scenario cannot be read.</summary>
    public static (IReadOnlyList<PlanOrigin> Origins, IReadOnlyList<Diagnostic> Diagnostics) List(
        SourceText file, PlanRequest request)
    {
        DiagnosticSink sink = new();
        ScenarioFile? read = ScenarioFileReader.Read(file, sink);
        List<SetArgument> sets = Planner.Last([.. request.Sets.Select(s => SetArgument.Read(s, sink)).OfType<SetArgument>()]);
        ScenarioBlock? block = read is null ? null : Planner.Find(read, request.Scenario, sink);
        if (read is null || block is null || sink.Count > 0) return ([], sink.Sorted);
        AxisList axes = AxisList.Of(block, request.Sweep, sets, sink);
        SettingStack start = new SettingStack().With(read.Defaults).With(block.Layer).With(axes.Overrides);
        ResolvedSettings settings = ResolvedSettings.Of(start, block.At, sink);
        if (sink.Count > 0) return ([], sink.Sorted);

        List<PlanOrigin> origins = [.. settings.InOrder().Select(s => new PlanOrigin(s.Key.Path, s.Text, Origin(s.At, file)))];
        if (settings.Find("measure") is null) origins.Add(new("measure", "all", "default"));
        AxisBuilder builder = new(start, block.At, sink);
        foreach (AxisBlock axis in axes.Axes)
        {
            if (builder.Build(axis) is not { } built) continue;
            origins.Add(new("sweep." + axis.Path, string.Join(" | ", built.Values.Select(v => v.Text)), Origin(axis.At, file)));
        }

        if (request.Sweep && block.Sweep?.Where is { } where)
            origins.Add(new("sweep.where", where.Root.Write(), Origin(where.At, file)));
        return (origins, sink.Sorted);
    }

    private static string Origin(Mark? at, SourceText file)
    {
        if (at is not { } mark) return "default";
        return ReferenceEquals(mark.Source, file)
            ? Path.GetFileName(file.Path) + ":" + mark.Line.ToString(CultureInfo.InvariantCulture)
            : mark.Source.Path;
    }
}
