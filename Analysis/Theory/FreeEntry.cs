namespace Fleek.Analysis.Theory;

/// <summary>Nodes come to a region as long as an equal share of what it pays covers what a node costs.</summary>
public static class FreeEntry
{
    /// <summary>The whole part of v / c.</summary>
    public static double Nodes(double value, double cost)
    {
        Require.AtLeast(value, 0);
        Require.Above(cost, 0);
        return Math.Floor(value / cost);
    }

    /// <summary>What each of them earns beyond its cost; 0 where there is none.</summary>
    public static double Profit(double value, double cost)
    {
        double nodes = Nodes(value, cost);
        return nodes == 0 ? 0 : (value / nodes) - cost;
    }
}
