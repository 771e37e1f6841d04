using Fleek.Core.Routing.Graph;

namespace World.Tests.Internet;

/// <summary>What a graph of autonomous systems looks like, by the figures of the documentation's table.</summary>
internal sealed class TopologyStatistics
{
    private readonly List<(string Name, string Format, double Value)> _figures = [];

    private TopologyStatistics()
    {
    }

    public IReadOnlyList<(string Name, string Format, double Value)> Figures => _figures;

    public double this[string name] => _figures.Single(figure => figure.Name == name).Value;

    public static TopologyStatistics Of(AsGraph graph)
    {
        int[] all = [.. Enumerable.Range(0, graph.Count).Where(i => graph.DegreeOf(i) > 0)];
        int[] degrees = Sorted(all.Select(graph.DegreeOf));
        int[] providers = Sorted(all.Select(i => graph.ProvidersOf(i).Length));
        int[] peers = Sorted(all.Select(i => graph.PeersOf(i).Length));
        int[] customers = Sorted(all.Select(i => graph.CustomersOf(i).Length).Where(c => c > 0));
        TopologyStatistics made = new();
        made.Add("neighbours, mean", "0.0", degrees.Average());
        made.Add("neighbours, p50", "0", At(degrees, 0.5));
        made.Add("neighbours, p90", "0", At(degrees, 0.9));
        made.Add("neighbours, p99", "0", At(degrees, 0.99));
        made.Add("neighbours, most, share of systems", "0.0 %", (double)degrees[^1] / all.Length);
        made.Add("tail exponent of neighbours", "0.00", TailExponent(degrees));
        made.Add("links between peers, share", "0.0 %", (double)graph.PeerLinks / graph.Links);
        made.Add("systems without customers", "0.0 %", 1 - ((double)customers.Length / all.Length));
        made.Add("providers, mean", "0.00", providers.Average());
        made.Add("providers, p90", "0", At(providers, 0.9));
        made.Add("providers, p99", "0", At(providers, 0.99));
        made.Add("systems without peers", "0.0 %", peers.Count(p => p == 0) / (double)all.Length);
        made.Add("peers, p90", "0", At(peers, 0.9));
        made.Add("customers where there are any, p50", "0", At(customers, 0.5));
        made.Add("customers where there are any, p90", "0", At(customers, 0.9));
        made.Add("customers, most, share of systems", "0.0 %", (double)customers[^1] / all.Length);
        int[] cones = LargestCones(graph);
        made.Add("largest customer cone, share of systems", "0.0 %", (double)cones[^1] / all.Length);
        made.Add("tenth largest cone, share of systems", "0.0 %", (double)cones[^10] / all.Length);
        made.Add("hundredth largest cone, share of systems", "0.0 %", cones.Length < 100 ? 0 : (double)cones[^100] / all.Length);
        return made;
    }

    /// <summary>Hill's estimate of the exponent of the complementary distribution, from the largest hundredth.</summary>
    private static double TailExponent(int[] sorted)
    {
        int tail = Math.Max(10, sorted.Length / 100);
        double threshold = sorted[^(tail + 1)];
        return tail / sorted[^tail..].Sum(degree => Math.Log(degree / threshold));
    }

    /// <summary>Systems below each of the 300 with most customers, themselves included, ascending.</summary>
    private static int[] LargestCones(AsGraph graph)
    {
        int[] seen = new int[graph.Count];
        int mark = 0;
        Stack<int> open = new();
        List<int> sizes = [];
        foreach (int top in Enumerable.Range(0, graph.Count).OrderByDescending(i => graph.CustomersOf(i).Length).Take(300))
        {
            mark++;
            int size = 0;
            open.Push(top);
            seen[top] = mark;
            while (open.TryPop(out int at))
            {
                size++;
                foreach (int customer in graph.CustomersOf(at))
                {
                    if (seen[customer] == mark) continue;
                    seen[customer] = mark;
                    open.Push(customer);
                }
            }

            sizes.Add(size);
        }

        return [.. sizes.Order()];
    }

    private static int[] Sorted(IEnumerable<int> values) => [.. values.Order()];

    private static double At(int[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    private void Add(string name, string format, double value) => _figures.Add((name, format, value));
}
