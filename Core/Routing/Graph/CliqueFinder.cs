using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// Finds the networks at the top: the largest set of all linked with all among those with the most transit neighbours (Bron and
/// Kerbosch 1973, with the sum of transit neighbours as size), and further ones that are linked with all of it.
/// </summary>
internal static class CliqueFinder
{
    /// <param name="seeds">As many of the largest are searched for the set.</param>
    /// <param name="candidates">As many of the largest may be added to it.</param>
    public static List<int> Find(PathLinks links, int[] transit, int[] degree, int seeds, int candidates)
    {
        int[] order = new int[links.Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (x, y) => transit[x] != transit[y] ? transit[y].CompareTo(transit[x])
            : degree[x] != degree[y] ? degree[y].CompareTo(degree[x]) : links.AsnOf(x).CompareTo(links.AsnOf(y)));

        // Who carries nobody's packets is not at the top.
        int large = 0;
        while (large < order.Length && transit[order[large]] > 0) large++;
        Search search = new(links, transit);
        search.Extend([], [.. order[..Math.Min(seeds, large)]], []);
        List<int> clique = search.Best;
        foreach (int next in order[..Math.Min(candidates, large)])
            if (!clique.Contains(next) && clique.TrueForAll(member => links.Find(member, next) >= 0)) clique.Add(next);
        return clique;
    }

    private sealed class Search(PathLinks links, int[] transit)
    {
        private long _size = -1;

        public List<int> Best { get; private set; } = [];

        public void Extend(List<int> chosen, List<int> open, List<int> done)
        {
            if (open.Count == 0 && done.Count == 0)
            {
                long size = 0;
                foreach (int member in chosen) size += transit[member];
                if (size > _size) (Best, _size) = ([.. chosen], size);
                return;
            }

            while (open.Count > 0)
            {
                int next = open[0];
                Extend([.. chosen, next], open.FindAll(Linked), done.FindAll(Linked));
                open.RemoveAt(0);
                done.Add(next);

                bool Linked(int other) => other != next && links.Find(other, next) >= 0;
            }
        }
    }
}
