using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// How many neighbours ASes have on paths: all of them, and those beside which an AS stands inside a path, carrying others' packets.
/// </summary>
internal static class TransitDegrees
{
    public static (int[] Transit, int[] All) Of(PathLinks links)
    {
        int[] transit = new int[links.Count], all = new int[links.Count];
        for (int link = 0; link < links.LinkCount; link++)
        {
            (int low, int high) = links.EndsOf(link);
            all[low]++;
            all[high]++;
        }

        HashSet<ulong> counted = [];
        for (int p = 0; p < links.Paths.Count; p++)
        {
            ReadOnlySpan<uint> path = links.Paths[p];
            for (int i = 1; i + 1 < path.Length; i++)
            {
                int at = links.IndexOf(path[i]);
                if (counted.Add(Key(at, links.IndexOf(path[i - 1])))) transit[at]++;
                if (counted.Add(Key(at, links.IndexOf(path[i + 1])))) transit[at]++;
            }
        }

        return (transit, all);
    }

    private static ulong Key(int at, int neighbour) => (ulong)at << 32 | (uint)neighbour;
}
