namespace World.Tests.Geography;

/// <summary>
/// What tells one matrix of round-trip times from another. NaN marks a pair that is not there: each figure is computed from the
/// others alone, so a matrix with half of its pairs masked is judged on that half.
/// </summary>
internal sealed record PathStatistics(IReadOnlyList<(string Name, string Format, double Value)> Figures)
{
    internal static readonly int[] Candidates = [10, 20, 50, 100];

    /// <summary>Nearer pairs are left out of the inflation: their quotient is that of access, not of paths.</summary>
    private const double LeastKmForInflation = 100;

    private const int Draws = 60;

    internal double this[string name] => Figures.Single(f => f.Name == name).Value;

    internal static string NearestOf(int k) => $"geo-nearest is RTT-nearest of {k}";

    internal static PathStatistics Of(double[,] rttMs, double[,] km)
    {
        var figures = new List<(string, string, double)>();
        List<(double Rtt, double Km)> pairs = Pairs(rttMs, km);
        double[] rtts = Sorted(pairs.Select(p => p.Rtt));
        foreach (int percent in (int[])[10, 50, 90, 99]) figures.Add(($"RTT p{percent}, ms", "F1", Quantile(rtts, percent)));
        double[] near = Sorted(pairs.Where(p => p.Km < 500).Select(p => p.Rtt));
        figures.Add(("RTT p50 below 500 km, ms", "F1", Quantile(near, 50)));
        figures.Add(("correlation of distance and RTT", "F3", Correlation(pairs)));
        double[] inflation = Sorted(pairs.Where(p => p.Km >= LeastKmForInflation).Select(p => p.Rtt / (p.Km / 100)));
        foreach (int percent in (int[])[10, 50, 90])
            figures.Add(($"inflation over fibre p{percent}", "F2", Quantile(inflation, percent)));
        (double violations, double detours) = Triangles(rttMs);
        figures.Add(("triangle violations", "P1", violations));
        figures.Add(("pairs with a faster detour", "P1", detours));
        foreach (int k in Candidates) figures.Add((NearestOf(k), "P1", NearestRate(rttMs, km, k)));
        return new PathStatistics(figures);
    }

    private static double Quantile(double[] sorted, int percent)
    {
        double at = percent / 100.0 * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static double[] Sorted(IEnumerable<double> values) => [.. values.Order()];

    private static List<(double Rtt, double Km)> Pairs(double[,] rttMs, double[,] km)
    {
        var pairs = new List<(double, double)>();
        for (int a = 0; a < rttMs.GetLength(0); a++)
            for (int b = a + 1; b < rttMs.GetLength(0); b++)
                if (!double.IsNaN(rttMs[a, b])) pairs.Add((rttMs[a, b], km[a, b]));
        return pairs;
    }

    private static double Correlation(List<(double Rtt, double Km)> pairs)
    {
        double meanRtt = pairs.Average(p => p.Rtt), meanKm = pairs.Average(p => p.Km);
        double both = pairs.Sum(p => (p.Rtt - meanRtt) * (p.Km - meanKm));
        double rtt = pairs.Sum(p => (p.Rtt - meanRtt) * (p.Rtt - meanRtt));
        double km = pairs.Sum(p => (p.Km - meanKm) * (p.Km - meanKm));
        return both / Math.Sqrt(rtt * km);
    }

    /// <summary>Share of (pair, third place) where the way by the third is faster; share of pairs with any such.</summary>
    private static (double Violations, double Detours) Triangles(double[,] rttMs)
    {
        int count = rttMs.GetLength(0);
        long violations = 0, triples = 0, pairs = 0, detours = 0;
        for (int a = 0; a < count; a++)
        {
            for (int b = a + 1; b < count; b++)
            {
                if (double.IsNaN(rttMs[a, b])) continue;
                long faster = 0;
                for (int c = 0; c < count; c++)
                {
                    double by = rttMs[a, c] + rttMs[c, b];
                    if (double.IsNaN(by)) continue;
                    triples++;
                    if (by < rttMs[a, b]) faster++;
                }

                pairs++;
                violations += faster;
                if (faster > 0) detours++;
            }
        }

        return ((double)violations / triples, (double)detours / pairs);
    }

    /// <summary>Random k places serve all others: how often the one nearest on the map is the one of least round trip.</summary>
    private static double NearestRate(double[,] rttMs, double[,] km, int k)
    {
        int count = rttMs.GetLength(0);
        var random = new Random(k);
        long agree = 0, all = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            int[] order = [.. Enumerable.Range(0, count)];
            random.Shuffle(order);
            for (int c = k; c < count; c++)
            {
                int client = order[c];
                int[] nodes = [.. order.Take(k).Where(n => !double.IsNaN(rttMs[client, n]))];
                if (nodes.Length == 0) continue;
                all++;
                if (nodes.MinBy(n => km[client, n]) == nodes.MinBy(n => rttMs[client, n])) agree++;
            }
        }

        return (double)agree / all;
    }
}
