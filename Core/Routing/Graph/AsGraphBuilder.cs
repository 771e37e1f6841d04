using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>From links as they came to a graph: doubles dropped, cycles named, ASes numbered.</summary>
internal static class AsGraphBuilder
{
    public static AsGraph Build(IEnumerable<AsLink> links, AsGraphConflicts conflicts)
    {
        AsLink[] kept = Distinct(links, conflicts);
        uint[] rising = NumbersOf(kept);
        Rows rough = Rows.Of(kept, rising);
        NameCycles(rough, rising, conflicts);
        uint[] ordered = Order(rough, rising, out (int, int)[] knots);
        Rows rows = Rows.Of(kept, ordered);
        return new AsGraph(ordered, rows.Providers, rows.Customers, rows.Peers, rows.Siblings, knots);
    }

    private static AsLink[] Distinct(IEnumerable<AsLink> links, AsGraphConflicts conflicts)
    {
        Dictionary<ulong, AsLink> known = [];
        foreach (AsLink link in links)
        {
            if (link.A == link.B)
            {
                conflicts.AddSelf(link.A);
                continue;
            }

            ulong pair = (ulong)Math.Min(link.A, link.B) << 32 | Math.Max(link.A, link.B);
            if (!known.TryGetValue(pair, out AsLink before)) known[pair] = link;
            else if (IsSame(before, link)) conflicts.Duplicates++;
            else conflicts.AddConflict(before, link);
        }

        // Sorted by numbers, so that rows are and nothing depends on the order of the file.
        AsLink[] kept = [.. known.Values];
        Array.Sort(kept, (x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        return kept;
    }

    private static bool IsSame(AsLink x, AsLink y) =>
        x.Relationship == y.Relationship && (x.A == y.A || x.Relationship != AsRelationship.ProviderToCustomer);

    private static uint[] NumbersOf(AsLink[] links)
    {
        HashSet<uint> known = [];
        foreach (AsLink link in links)
        {
            known.Add(link.A);
            known.Add(link.B);
        }

        uint[] rising = [.. known];
        Array.Sort(rising);
        return rising;
    }

    private static void NameCycles(Rows rows, uint[] numbers, AsGraphConflicts conflicts)
    {
        StrongComponents components = StrongComponents.Of(numbers.Length, (node, place) =>
            place < rows.Customers.CountOf(node) ? rows.Customers[node][place] : -1);
        List<uint>?[] members = new List<uint>?[components.Count];
        for (int i = 0; i < numbers.Length; i++) (members[components.ComponentOf[i]] ??= []).Add(numbers[i]);
        foreach (List<uint>? cycle in members)
            if (cycle is { Count: > 1 }) conflicts.AddCycle(cycle);
    }

    /// <summary>Numbers in the order of indexes: by the longest chain of providers above, then by size.</summary>
    private static uint[] Order(Rows rows, uint[] numbers, out (int, int)[] knots)
    {
        StrongComponents components = StrongComponents.Of(numbers.Length, rows.Below);
        int[] levels = Levels(rows, components, numbers.Length);
        int[] degrees = new int[numbers.Length], largest = new int[components.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            degrees[i] = rows.DegreeOf(i);
            ref int size = ref largest[components.ComponentOf[i]];
            size = Math.Max(size, degrees[i]);
        }

        int[] order = new int[numbers.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (x, y) =>
        {
            int a = components.ComponentOf[x], b = components.ComponentOf[y];
            if (levels[a] != levels[b]) return levels[a].CompareTo(levels[b]);
            if (largest[a] != largest[b]) return largest[b].CompareTo(largest[a]);
            if (a != b) return a.CompareTo(b);
            return degrees[x] != degrees[y] ? degrees[y].CompareTo(degrees[x]) : x.CompareTo(y);
        });

        knots = KnotsOf(order, components.ComponentOf);
        return Array.ConvertAll(order, i => numbers[i]);
    }

    private static int[] Levels(Rows rows, StrongComponents components, int count)
    {
        int[] levels = new int[components.Count];
        int[] members = new int[count];
        for (int i = 0; i < count; i++) members[i] = i;
        int[] falling = Array.ConvertAll(components.ComponentOf, component => -component);
        Array.Sort(falling, members);
        foreach (int node in members)
        {
            int from = components.ComponentOf[node];
            foreach (int customer in rows.Customers[node])
            {
                int to = components.ComponentOf[customer];
                if (to != from) levels[to] = Math.Max(levels[to], levels[from] + 1);
            }
        }

        return levels;
    }

    private static (int, int)[] KnotsOf(int[] order, int[] componentOf)
    {
        List<(int, int)> knots = [];
        for (int from = 0, to; from < order.Length; from = to)
        {
            to = from + 1;
            while (to < order.Length && componentOf[order[to]] == componentOf[order[from]]) to++;
            if (to - from > 1) knots.Add((from, to));
        }

        return [.. knots];
    }

    /// <summary>Neighbours by kind, under some numbering.</summary>
    private sealed record Rows(Adjacency Providers, Adjacency Customers, Adjacency Peers, Adjacency Siblings)
    {
        public int DegreeOf(int node) =>
            Providers.CountOf(node) + Customers.CountOf(node) + Peers.CountOf(node) + Siblings.CountOf(node);

        /// <summary>Customers and siblings of a node, one after the other.</summary>
        public int Below(int node, int place)
        {
            if (place < Customers.CountOf(node)) return Customers[node][place];
            place -= Customers.CountOf(node);
            return place < Siblings.CountOf(node) ? Siblings[node][place] : -1;
        }

        /// <param name="numbers">AS numbers in the order of their indexes.</param>
        public static Rows Of(AsLink[] links, uint[] numbers)
        {
            Dictionary<uint, int> indexes = new(numbers.Length);
            for (int i = 0; i < numbers.Length; i++) indexes[numbers[i]] = i;
            List<(int, int)> up = [], down = [], peers = [], siblings = [];
            foreach (AsLink link in links)
            {
                (int a, int b) = (indexes[link.A], indexes[link.B]);
                if (link.Relationship == AsRelationship.ProviderToCustomer)
                {
                    up.Add((b, a));
                    down.Add((a, b));
                    continue;
                }

                List<(int, int)> both = link.Relationship == AsRelationship.PeerToPeer ? peers : siblings;
                both.Add((a, b));
                both.Add((b, a));
            }

            return new Rows(Make(up), Make(down), Make(peers), Make(siblings));

            Adjacency Make(List<(int From, int To)> pairs)
            {
                // Rows rise by the neighbour's number: among equal routes the lowest next hop wins, which is then the first.
                pairs.Sort((x, y) => numbers[x.To].CompareTo(numbers[y.To]));
                return Adjacency.Of(numbers.Length, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pairs));
            }
        }
    }
}
