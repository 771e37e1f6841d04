using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Figures;

/// <summary>The sizes that figures of coverage mark: those of the networks that are compared most.</summary>
internal static class CoverageMarks
{
    private const string NodesPath = "nodes";

    /// <summary>Numbers of nodes from a few to many, where a factor matters and a difference does not.</summary>
    public static bool IsDrawn(Plan plan, int across) =>
        across >= 0 && plan.Axes[across].Path == NodesPath && plan.Cells[0].Scenario.Coverage is not null;

    public static IReadOnlyList<FigureMark> Of(Plan plan, int across)
    {
        if (!IsDrawn(plan, across)) return [];
        double[] swept = [.. plan.Axes[across].Values.Select(v => v.Number ?? 0)];
        FigureMark[] marks = [new(90, "90"), new(440, "440"), new(1000, "1,000")];
        return [.. marks.Where(m => m.X >= swept.Min() && m.X <= swept.Max())];
    }
}
