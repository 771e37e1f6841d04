namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>Where nodes go, and how near they are.</summary>
internal static class LocationLaws
{
    public static IReadOnlyList<Law> All { get; } = [Nearest(), Zipf(), Entry()];

    private static Law Nearest() => new("nearest-node", "Distance to the nearest of N nodes anywhere on the globe")
    {
        Formula = "mean = R pi C(2N, N) / 4^N; P(D > x) = cos(x / 2R)^(2N)",
        Assumes = "Nodes are uniform on a sphere and independent, clients anywhere. Exact.",
        Source = "docs/incentives.md",
        Parameters =
        [
            new("nodes", "N", "nodes", 1000, 1, 1e9, "Nodes on the globe", true),
            new("radius", "R", "km", NearestNode.EarthRadiusKm, 1e-9, 1e9, "Of the sphere"),
            new("distance", "x", "km", 500, 0, 1e9, "Of the tail"),
        ],
        Evaluate = v =>
        {
            (double n, double r) = (v["nodes"], v["radius"]);
            return new(
                [
                    new("mean", NearestNode.Mean(n, r), "km", "Mean distance"),
                    new("median", NearestNode.Quantile(n, r, 0.5), "km", "Half of the clients are nearer"),
                    new("p95", NearestNode.Quantile(n, r, 0.95), "km", "19 of 20 are nearer"),
                    new("tail", NearestNode.Tail(n, r, v["distance"]), "share", "P(D > x)"),
                ],
                new(["nodes", "mean_km", "p95_km"], [.. new double[] { 10, 90, 440, 1000, 10_000 }.Select(nodes =>
                    new[] { nodes, NearestNode.Mean(nodes, r), NearestNode.Quantile(nodes, r, 0.95) })]));
        },
    };

    private static Law Zipf() => new("zipf-equilibrium", "Regions that profit-seeking nodes cover where demand is Zipf's")
    {
        Formula = "the greatest M <= regions with M/1 + M/2 + ... + M/M, each rounded down, <= N; about M ln M + 0.1544 M = N",
        Assumes = "The m-th region pays 1 / m of the first, shared equally by its nodes; costs are the same everywhere; nodes "
            + "rest where none gains by moving. Exact.",
        Source = "docs/incentives.md",
        Parameters =
        [
            new("nodes", "N", "nodes", 440, 0, 1e12, "Nodes in all", true),
            new("regions", "", "regions", 2000, 1, 1e7, "Regions that there are", true),
        ],
        Evaluate = v =>
        {
            (double n, double regions) = (v["nodes"], v["regions"]);
            double covered = ZipfEquilibrium.RegionsCovered(n, regions);
            return new(
                [
                    new("regions_covered", covered, "regions", "M"),
                    new("demand_covered", ZipfEquilibrium.ShareOf(covered, regions), "share", "Of all demand"),
                    new("best_covered", ZipfEquilibrium.ShareOf(Math.Min(n, regions), regions), "share", "With one node in each region"),
                    new("first_order", covered < 1 ? 0 : ZipfEquilibrium.NodesToCover(covered), "nodes", "M ln M + 0.1544 M"),
                ],
                new(["nodes", "regions", "demand"], [.. new double[] { 10, 50, 100, 200, 440, 1000 }.Select(nodes =>
                {
                    double m = ZipfEquilibrium.RegionsCovered(nodes, regions);
                    return new[] { nodes, m, ZipfEquilibrium.ShareOf(m, regions) };
                })]));
        },
    };

    private static Law Entry() => new("free-entry", "Nodes that a region feeds where anybody may come")
    {
        Formula = "n = floor(v / c); profit v / n - c",
        Assumes = "Nodes share equally what the region pays, and come while that covers their cost. Exact.",
        Source = "docs/incentives.md",
        Parameters =
        [
            new("value", "v", "credit", 100, 0, 1e12, "What the region pays in a round"),
            new("cost", "c", "credit", 7, 1e-9, 1e12, "What a node costs in a round"),
        ],
        Evaluate = v => new(
        [
            new("nodes", FreeEntry.Nodes(v["value"], v["cost"]), "nodes", "n"),
            new("profit", FreeEntry.Profit(v["value"], v["cost"]), "credit", "Of each node, in a round"),
        ]),
    };
}
