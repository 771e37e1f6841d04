using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Figures;

/// <summary>Horizontal axes on which a factor matters and a difference does not.</summary>
internal static class FactorAxes
{
    private static readonly string[] _paths = ["delivery.size", "delivery.offered", "delivery.gateway_clients", "delivery.client_node_rtt", "delivery.cache"];

    public static bool IsX(Plan plan, int across) =>
        CoverageMarks.IsDrawn(plan, across)
        || (across >= 0 && _paths.Contains(plan.Axes[across].Path) && plan.Axes[across].Values.All(v => v.Number > 0));

    /// <summary>Measures against these axes that are about as many times larger.</summary>
    public static bool IsY(Plan plan, int across) =>
        CoverageMarks.IsDrawn(plan, across) || (IsX(plan, across) && plan.Axes[across].Path is "delivery.size" or "delivery.offered");
}
