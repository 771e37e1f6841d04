namespace Fleek.Scenarios.Keys;

/// <summary>The keys of a study of clients and nodes that collude against who pays.</summary>
internal static class CollusionKeys
{
    public const string Block = "collusion";
    public const string Defence = Block + ".defence";
    public const string Operators = Block + ".operators";
    public const string Clients = Block + ".clients";
    public const string Duration = Block + ".duration";
    public const string Cap = Block + ".cap";
    public const string NodesPerSession = Block + ".nodes_per_session";
    public const string Session = Block + ".session";
    public const string Attempt = Block + ".attempt";
    public const string BlockBudget = Block + ".block_budget";
    public const string BlockRefill = Block + ".block_refill";
    public const string AccessRate = Block + ".access_rate";
    public const string VisitEvery = Block + ".visit_every";
    public const string VisitFails = Block + ".visit_fails";
    public const string HonestFails = Block + ".honest_fails";
    public const string Strikes = Block + ".strikes";
    public const string PayoutDelay = Block + ".payout_delay";
    public const string HonestEvery = Block + ".honest_every";
    public const string HonestChunks = Block + ".honest_chunks";
    public const string HonestBlocks = Block + ".honest_blocks";

    public const string None = "none";
    public const string Budgets = "budgets";
    public const string Draw = "draw";
    public const string Rate = "rate";
    public const string Visits = "visits";
    public const string Payout = "payout";
    public const string VisitsAndPayout = "visits-and-payout";
    public const string Everything = "all";

    public static IEnumerable<KeySpec> All =>
    [
        new(Defence, KeyKind.Word, None,
            "What protects who pays, beside a grant's cap and a node's share of it. budgets: a block of addresses is granted no more than its "
                + "budget; draw: the coordinator draws the nodes; rate: no more is renewed than the access link carries; visits: the coordinator "
                + "visits nodes as a client and gives up those that fail; payout: nodes are paid later, and not if they were given up meanwhile.")
            { Words = [None, Budgets, Draw, Rate, Visits, Payout, VisitsAndPayout, Everything] },
        new(Operators, KeyKind.Count, "5", "Operators who collude, each with one of the nodes.") { Min = "1", Max = "1000" },
        new(Clients, KeyKind.Count, "4", "Clients of each such operator, each in a block of addresses of its own.") { Min = "1", Max = "10000" },
        new(Duration, KeyKind.Duration, "1 h", "Time simulated.") { Min = "1 s", Max = "1000 h" },
        new(Cap, KeyKind.Count, "256", "Chunks that one grant pays for.") { Min = "1", Max = "1000000000" },
        new(NodesPerSession, KeyKind.Count, "2", "Nodes of a session, each of which may take an equal share of a grant.") { Min = "1", Max = "16" },
        new(Session, KeyKind.Duration, "10 min", "How long a session lasts, and how long a draw of nodes stays.") { Min = "1 s", Max = "1000 h" },
        new(Attempt, KeyKind.Duration, "1 s", "How often a colluding client asks for the next grant.") { Min = "1 ms", Max = "1000 h" },
        new(BlockBudget, KeyKind.Count, "2048", "Chunks that one block of addresses is granted at once, with budgets.") { Min = "1", Max = "1000000000000" },
        new(BlockRefill, KeyKind.Duration, "1 h", "Until a spent budget of a block is whole again.") { Min = "1 ms", Max = "1000 h" },
        new(AccessRate, KeyKind.BitRate, "20 Mbit/s", "Of clients' access links: what honest ones download at, and what is plausible with rate.")
            { Min = "1 kbit/s", Max = "1000 Gbit/s" },
        new(VisitEvery, KeyKind.Duration, "5 min", "Mean time between two visits of one node, with visits.") { Min = "1 ms", Max = "1000 h" },
        new(VisitFails, KeyKind.Share, "90 %", "Chance that a colluding node fails a visit.") { Min = "0", Max = "1" },
        new(HonestFails, KeyKind.Share, "1 %", "Chance that an honest node fails a visit.") { Min = "0", Max = "1" },
        new(Strikes, KeyKind.Count, "2", "Failed visits in a row after which a node is given up, and another takes its place.") { Min = "1", Max = "100" },
        new(PayoutDelay, KeyKind.Duration, "30 min", "From earning to payout, with payout.") { Min = "0 s", Max = "1000 h" },
        new(HonestEvery, KeyKind.Duration, "500 ms", "Mean time between two honest sessions, which come at random (Poisson).")
            { Min = "1 ms", Max = "1000 h" },
        new(HonestChunks, KeyKind.Count, "100", "Mean size of an honest session in chunks; sizes are geometric.") { Min = "1", Max = "1000000000" },
        new(HonestBlocks, KeyKind.Count, "2000", "Blocks of addresses that honest clients come from.") { Min = "1", Max = "1000000" },
    ];
}
