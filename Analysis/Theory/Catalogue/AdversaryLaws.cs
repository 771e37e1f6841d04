using static Fleek.Analysis.Theory.Catalogue.CommonParameters;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>What adversaries gain.</summary>
internal static class AdversaryLaws
{
    public static IReadOnlyList<Law> All { get; } = [PayerLaw(), NodeLaw()];

    private static Law PayerLaw() => new("hostile-payer", "What a payer gets for nothing by opening many nodes, or by withdrawing while it is served")
    {
        Formula = "x = r Lam + Vbar; n nodes: (n-1) x - F, with n = N, or n = m k for m identities; withdrawal paid at once: k x; "
            + "colluding with a node: the grant G",
        Assumes = "Own pending subtracted; nodes serve r chunks a second each; batches short against the life of the account; withdrawn when all "
            + "nodes serve. First order.",
        Source = "docs/adversaries.md",
        Parameters =
        [
            Freeze(0), Nodes(8), Population(64), Rate(100) with { Symbol = "r" }, Lag(2.5), Uncommitted(),
            new("identities", "m", "", 4, 1, 1e6, "Identities that draw on one account", true),
            new("grant", "G", ChunkPrices, 1000, 0, 1e15, "What the payer granted a client at one node"),
        ],
        Evaluate = v =>
        {
            double f = v["freeze_threshold"], k = v["serving_nodes"], hidden = HiddenOf(v);
            return new([
                new("honest", AdversaryLaw.OvershootOfNodes(f, k, hidden), ChunkPrices, "Without an adversary"),
                new("all_nodes", AdversaryLaw.OvershootOfNodes(f, v["nodes"], hidden), ChunkPrices, "Sessions at all N nodes at once"),
                new("identities", AdversaryLaw.OvershootOfNodes(f, v["identities"] * k, hidden), ChunkPrices, "m identities on one account, k nodes each"),
                new("withdrawal_at_once", AdversaryLaw.LossToWithdrawal(k, hidden), ChunkPrices, "Whatever F; 0 if it is paid a lag later"),
                new("collusion", v["grant"], ChunkPrices, "A client and a node that deliver nothing"),
            ]);
        },
    };

    private static Law NodeLaw() => new("hostile-nodes", "The final balance with nodes that hide, are blind, or serve further than others")
    {
        Formula = "x = r Lam + Vbar; silent: F - (k-M-1) x - M (B - F + (k-M) x)/(k-M+1); late by H: F - (k-1) x - r H (M - 1 + (k-M)/k); "
            + "blind: B - M (B-F) - (k-M)/k (B - F + (k-1) x); lower threshold F': F' - (M-1) x",
        Assumes = "M of k nodes; the payer wants chunks for as long as it is served; H shorter than the account's life; F - F' large against x. "
            + "Hints withheld: x with the hints' delay, and H = Lam less that delay. First order.",
        Source = "docs/adversaries.md",
        Parameters =
        [
            Balance(20_000), Freeze(2000), Nodes(8), Rate(100) with { Symbol = "r" }, Lag(2.5), Uncommitted(),
            new("hostile_nodes", "M", "nodes", 1, 1, 1e6, "Of those that serve the payer", true),
            new("hold", "H", "s", 10, 0, 1e9, "How much later than others a late node submits"),
            new("lax_threshold", "F'", ChunkPrices, 0, 0, 1e15, "Threshold of a lax node"),
        ],
        Evaluate = v =>
        {
            double b = v["balance"], f = v["freeze_threshold"], k = v["serving_nodes"], m = v["hostile_nodes"], hidden = HiddenOf(v);
            Require.That(f <= b, "freeze_threshold must be at most the balance");
            Require.That(m <= k, "hostile_nodes must be at most serving_nodes");
            return new([
                new("final_honest", f - ((k - 1) * hidden), ChunkPrices, "Without an adversary"),
                new("final_silent", AdversaryLaw.FinalWithSilentNodes(b, f, k, hidden, m), ChunkPrices, "M nodes submit nothing before the end"),
                new("final_late", AdversaryLaw.FinalWithLateNodes(f, k, hidden, m, v["rate"] * v["hold"]), ChunkPrices, "M nodes submit H late"),
                new("final_blind", AdversaryLaw.FinalWithEclipsedNodes(b, f, k, hidden, m), ChunkPrices, "M nodes see nothing of the ledger"),
                new("final_lax", AdversaryLaw.FinalWithLaxNodes(v["lax_threshold"], hidden, m), ChunkPrices, "M nodes have a threshold of F'"),
            ]);
        },
    };

    private static LawParameter Uncommitted() =>
        new("uncommitted", "Vbar", "chunks", 0, 0, 1e12, "Mean uncommitted amount of a node: 0 if every chunk is committed");

    private static double HiddenOf(LawValues v)
    {
        double hidden = (v["rate"] * v["lag"]) + v["uncommitted"];
        Require.Between(hidden, 0, 1e15, "rate * lag");
        return hidden;
    }
}
