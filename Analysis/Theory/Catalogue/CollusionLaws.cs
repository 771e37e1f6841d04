namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>What clients and nodes that collude can take from who pays.</summary>
internal static class CollusionLaws
{
    public static IReadOnlyList<Law> All { get; } = [Collusion()];

    private static Law Collusion() => new("collusion", "What clients and nodes that collude take from who pays for them")
    {
        Formula = "loss rate <= grants/s x cap; a block of addresses <= budget (1 + T / refill); own node drawn k / N, one of M "
            + "1 - C(N - M, k) / C(N, k); given up after (1 - q^s) / (q^s (1 - q)) visits",
        Assumes = "Draws are uniform; visits of a node are Poisson and fail independently. The bounds hold whatever colluders do.",
        Source = "docs/gateways.md",
        Parameters =
        [
            new("grants", "", "grants/s", 20, 0, 1e9, "Given to colluding clients"),
            new("cap", "", "chunks", 256, 0, 1e12, "Of a grant"),
            new("budget", "", "chunks", 2048, 0, 1e15, "Of a block of addresses"),
            new("refill", "", "s", 3600, 1e-9, 1e12, "Until it is whole again"),
            new("span", "T", "s", 3600, 0, 1e12, "In which it is spent"),
            new("nodes", "N", "nodes", 100, 1, 1e6, "That are drawn from", true),
            new("colluding", "M", "nodes", 5, 0, 1e6, "Of these", true),
            new("drawn", "k", "nodes", 2, 1, 1000, "For a session", true),
            new("every", "", "s", 300, 1e-9, 1e12, "Between two visits of a node, in the mean"),
            new("fails", "q", "share", 0.9, 1e-6, 1, "Of visits of a colluding node"),
            new("strikes", "s", "visits", 2, 1, 100, "In a row that are enough", true),
            new("delay", "D", "s", 1800, 0, 1e9, "From earning to payout"),
        ],
        Evaluate = v =>
        {
            (double nodes, double drawn) = (v["nodes"], v["drawn"]);
            int strikes = (int)v["strikes"];
            double survives = CollusionLaw.Survival(v["delay"], v["every"], v["fails"], strikes);
            return new(
            [
                new("loss_bound", CollusionLaw.Bound(v["grants"], v["cap"]), "chunks/s", "Whatever is done"),
                new("block_bound", CollusionLaw.BlockBound(v["budget"], v["span"], v["refill"]), "chunks", "Of one block of addresses in T"),
                new("own_node", CollusionLaw.Assigned(nodes, 1, drawn), "share", "Of sessions with one certain node"),
                new("any_node", CollusionLaw.Assigned(nodes, v["colluding"], drawn), "share", "Of sessions with one of M"),
                new("visits", CollusionLaw.MeanVisits(v["fails"], strikes), "visits", "Until a node is given up, in the mean"),
                new("unnoticed", survives, "share", "Of nodes not given up within D: what they earn first is paid"),
            ]);
        },
    };
}
