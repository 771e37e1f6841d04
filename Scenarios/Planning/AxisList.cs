using Fleek.Scenarios.Files;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>The axes of a plan: those of the file, after the flags have replaced some and added others.</summary>
internal sealed record AxisList(IReadOnlyList<AxisBlock> Axes, Layer Overrides)
{
    public static AxisList Of(ScenarioBlock scenario, bool sweep, IReadOnlyList<SetArgument> sets, DiagnosticSink sink)
    {
        List<AxisBlock> axes = sweep ? [.. scenario.Sweep?.Axes ?? []] : [];
        Layer overrides = new();
        foreach (SetArgument set in sets)
        {
            int same = axes.FindIndex(a => a.Path == set.Path);
            if (same >= 0) axes[same] = new(set.Path, set.Key, set.At, set.Values);
            else if (axes.Find(a => Overlap(a.Path, set.Path)) is { } axis) ReportOverlap(axis, set, sink);
            else if (set.Values.Count == 1) overrides.Add(set.Values[0].Layer);
            else if (sweep) axes.Add(new(set.Path, set.Key, set.At, set.Values));
            else ReportSeveral(set, scenario, sink);
        }

        for (int i = 0; i < axes.Count; i++)
        {
            if (axes.Take(i).FirstOrDefault(a => Overlap(a.Path, axes[i].Path)) is { } other)
                sink.Add(Codes.OverlappingAxes, $"the axes '{other.Path}' and '{axes[i].Path}' set the same keys", axes[i].At);
        }

        return new(axes, overrides);
    }

    private static bool Overlap(string a, string b) =>
        a == b || a.StartsWith(b + ".", StringComparison.Ordinal) || b.StartsWith(a + ".", StringComparison.Ordinal);

    private static void ReportOverlap(AxisBlock axis, SetArgument set, DiagnosticSink sink) =>
        sink.Add(Codes.OverlappingAxes, $"'{set.Path}' is set by the axis '{axis.Path}' of the sweep", set.At,
            help: $"replace the axis: --set {axis.Path}=...");

    private static void ReportSeveral(SetArgument set, ScenarioBlock scenario, DiagnosticSink sink) =>
        sink.Add(Codes.SeveralValues, $"'{set.Path}' is given {set.Values.Count} values, but a run has one cell", set.At,
            help: $"fleek-sim sweep {scenario.Name} varies it; a value with commas is quoted");
}
