using Fleek.Scenarios.Files;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Counts through a grid: the last axis varies fastest.</summary>
internal static class Grid
{
    /// <summary>Cells of the grid; <see cref="long.MaxValue"/> where it has more than that.</summary>
    public static long Size(IReadOnlyList<AxisBlock> axes)
    {
        Int128 size = 1;
        foreach (AxisBlock axis in axes) size = Int128.Min(long.MaxValue, size * axis.Values.Count);
        return (long)size;
    }

    /// <summary>Which value of each axis the cell takes; a grid without axes has one cell.</summary>
    public static IEnumerable<int[]> Points(IReadOnlyList<AxisBlock> axes)
    {
        int[] at = new int[axes.Count];
        while (true)
        {
            yield return [.. at];
            int axis = axes.Count - 1;
            while (axis >= 0 && ++at[axis] == axes[axis].Values.Count) at[axis--] = 0;
            if (axis < 0) yield break;
        }
    }

    public static Layer LayerAt(IReadOnlyList<AxisBlock> axes, int[] point)
    {
        Layer layer = new();
        for (int i = 0; i < point.Length; i++) layer.Add(axes[i].Values[point[i]].Layer);
        return layer;
    }
}
