using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Routing;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>How long the routes of all ASes to one destination take, on one thread and on all processors.</summary>
internal static class PropagationRows
{
    private const int Destinations = 400, Turns = 7;

    /// <param name="file">Relationships; null makes a random graph of as many ASes as there were in 2024.</param>
    public static IEnumerable<ScoreRow> Measure(string? file)
    {
        AsGraph graph = AsGraph.Build(file is null ? RandomLinks() : AsRelationshipFile.Load(file).Links, out _);
        string which = file is null ? $"{graph.Count} ASes, random" : $"{graph.Count} ASes of 2024";
        Random random = new(4);
        int[] origins = [.. Enumerable.Range(0, Destinations).Select(_ => random.Next(graph.Count))];
        Propagation routes = new(graph);
        double perSecond = Stopwatches.PerSecond(() => Run(routes, origins));
        yield return new ScoreRow("routes to one AS", which, 1e3 / perSecond, "ms", Peers: "bgpsim (Python) 1830 ms", Goal: "at most 5");

        int threads = Environment.ProcessorCount;
        (double Wall, double Work, double Longest) one = Spread(graph, origins, 1), all = Spread(graph, origins, threads);
        double whole = (double)graph.Count / Destinations;
        string many = $"{which}, {threads} threads";
        yield return new ScoreRow("routes to all ASes, wall", many, whole * all.Wall, "s", Peers: $"one thread {whole * one.Wall:F0} s");
        yield return new ScoreRow("of it each thread's processor", many, whole * all.Longest, "s", Peers: $"one thread {whole * one.Longest:F0} s");
        yield return new ScoreRow("speed-up by the wall", many, one.Wall / all.Wall, "times", Peers: "less where other work runs");
        yield return new ScoreRow("speed-up by processor time", many, one.Work / all.Longest, "times", Goal: $"nearly {threads}");
    }

    private static long Run(Propagation routes, ReadOnlySpan<int> origins)
    {
        long sum = 0;
        foreach (int origin in origins)
        {
            routes.Compute([origin]);
            sum += routes.LengthOf(0);
        }

        GC.KeepAlive(sum);
        return origins.Length;
    }

    /// <summary>
    /// Shares the destinations among threads, each with scratch of its own. In seconds, of the best of some turns: by the clock on the wall; of
    /// processor time in all; and of the thread that needed most, which is what the wall would say of a machine without other work.
    /// </summary>
    private static (double Wall, double Work, double Longest) Spread(AsGraph graph, int[] origins, int threads)
    {
        Propagation[] scratch = [.. Enumerable.Range(0, threads).Select(_ => new Propagation(graph))];
        (double Wall, double Work, double Longest) best = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        for (int turn = 0; turn < Turns; turn++)
        {
            double[] took = new double[threads];
            double wall = Stopwatches.WallSeconds(() =>
            {
                Thread[] workers = [.. Enumerable.Range(0, threads).Select(place => new Thread(() =>
                {
                    long before = ThreadTime.Nanoseconds;
                    Run(scratch[place], origins.AsSpan((place * origins.Length / threads)..((place + 1) * origins.Length / threads)));
                    took[place] = (ThreadTime.Nanoseconds - before) / 1e9;
                }))];
                foreach (Thread worker in workers) worker.Start();
                foreach (Thread worker in workers) worker.Join();
            });
            best = (Math.Min(best.Wall, wall), Math.Min(best.Work, took.Sum()), Math.Min(best.Longest, took.Max()));
        }

        return best;
    }

    /// <summary>As many ASes and links as CAIDA's file of 2024 has, with some networks far larger than others.</summary>
    private static IEnumerable<AsLink> RandomLinks()
    {
        const int Ases = 76_351, Transit = 154_563, Peers = 345_088;
        Random random = new(5);
        for (int i = 0; i < Transit; i++)
        {
            uint customer = (uint)random.Next(20, Ases);
            yield return new AsLink((uint)(customer * Math.Pow(random.NextDouble(), 4)), customer, AsRelationship.ProviderToCustomer);
        }

        for (int i = 0; i < Peers; i++)
            yield return new AsLink((uint)(Ases * Math.Pow(random.NextDouble(), 3)), (uint)(Ases * Math.Pow(random.NextDouble(), 2)), AsRelationship.PeerToPeer);
    }
}
