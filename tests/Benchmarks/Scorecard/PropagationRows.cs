using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Routing;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>How long the routes of all ASes to one destination take, on one thread and on all processors.</summary>
internal static class PropagationRows
{
    private const int Destinations = 400;

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
        double one = Wall(graph, origins, 1), all = Wall(graph, origins, threads);
        yield return new ScoreRow("routes to all ASes", $"{which}, {threads} threads", graph.Count * all / Destinations, "s", Peers: $"one thread {graph.Count * one / Destinations:F0} s");
        yield return new ScoreRow("speed-up", $"{threads} threads beside one", one / all, "times");
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

    /// <summary>Seconds by the clock on the wall, with scratch of its own for each thread.</summary>
    private static double Wall(AsGraph graph, int[] origins, int threads) => Enumerable.Range(0, 3).Min(_ =>
    {
        Propagation[] scratch = [.. Enumerable.Range(0, threads).Select(_ => new Propagation(graph))];
        return Stopwatches.WallSeconds(() => Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            int from = thread * origins.Length / threads, to = (thread + 1) * origins.Length / threads;
            Run(scratch[thread], origins.AsSpan(from..to));
        }));
    });

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
