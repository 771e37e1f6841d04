namespace Fleek.Scenarios.Keys;

/// <summary>The keys of <c>payments.commit</c>, and which rule uses which.</summary>
internal static class CommitKeys
{
    public const string EveryChunk = "every-chunk";
    public const string Threshold = "threshold";
    public const string Interval = "interval";
    public const string Coin = "coin";
    public const string Weibull = "weibull";
    public const string Proportional = "proportional";
    public const string ProportionalHints = "proportional-hints";
    public const string Article = "article";
    public const string WhenNeeded = "when-needed";
    public const string Growing = "growing";
    public const string Lottery = "lottery";

    private static readonly string[] Shared = [Proportional, ProportionalHints, Article];

    public static IEnumerable<KeySpec> All =>
    [
        new(KeyTable.Rule, KeyKind.Word, Threshold, "When a node commits what one payer owes it to the ledger.")
        {
            Words = [EveryChunk, Threshold, Interval, Coin, Weibull, Proportional, ProportionalHints, Article, WhenNeeded, Growing, Lottery],
        },
        Money("threshold", "20 chunks", "The batch: commit when the uncommitted amount reaches it.", Threshold),
        new("payments.commit.interval", KeyKind.Duration, "2 s", "The period: commit this often, if anything is uncommitted.")
            { Min = "1 ms", Max = "10000000 s", UsedWhere = KeyTable.Rule, UsedBy = [Interval] },
        new("payments.commit.probability", KeyKind.Share, "5 %", "Chance of a commit after each paid chunk.")
            { Min = "0", AboveMin = true, Max = "1", UsedWhere = KeyTable.Rule, UsedBy = [Coin] },
        Money("mean", "20 chunks", "The scale times Gamma(1 + 1/shape): the mean of a continuous batch.", Weibull),
        Number("shape", "3", "g: 1 is memoryless, larger is more regular.", "50", Weibull, Article),
        Number("alpha", "1", "Share of what is left above the freeze threshold, divided by the population, that makes a batch.",
            "1000000", Shared),
        Money("minimum", "20 chunks", "The smallest batch; for article, the least that is taken to be left.", Shared),
        new("payments.commit.population", KeyKind.Word, "network",
            "What the rule divides by: all nodes, or those that serve the payer.")
            { Words = ["network", "serving"], UsedWhere = KeyTable.Rule, UsedBy = Shared },
        new("payments.commit.first_phase", KeyKind.Word, "random",
            "random: the first batch starts at a random part of itself, so nodes are out of step; aligned: it is a whole one.")
        {
            Words = ["random", "aligned"],
            UsedWhere = KeyTable.Rule,
            UsedBy = [Threshold, Interval, Proportional, ProportionalHints],
        },
        new("payments.commit.hint_delay", KeyKind.Duration, "300 ms", "How long a hint takes to the payer's other serving nodes.")
            { Min = "0 s", Max = "10000000 s", UsedWhere = KeyTable.Rule, UsedBy = [ProportionalHints] },
        Money("first", "4 chunks", "The first batch.", Growing),
        new($"{KeyTable.Commit}.growth", KeyKind.Money, "4 chunks", "What each batch has more than the one before.")
            { Min = "0", UsedWhere = KeyTable.Rule, UsedBy = [Growing] },
        Money("cap", "4096 chunks", "The largest batch; at least the first.", Growing),
        new($"{KeyTable.Commit}.winning", KeyKind.Share, "5 %", "Chance that a chunk's ticket wins; it is then worth price / winning.")
            { Min = "0", AboveMin = true, Max = "1", UsedWhere = KeyTable.Rule, UsedBy = [Lottery] },
    ];

    private static KeySpec Money(string name, string byDefault, string text, params string[] rules) =>
        new($"{KeyTable.Commit}.{name}", KeyKind.Money, byDefault, text)
            { Min = "0", AboveMin = true, UsedWhere = KeyTable.Rule, UsedBy = rules };

    private static KeySpec Number(string name, string byDefault, string text, string max, params string[] rules) =>
        new($"{KeyTable.Commit}.{name}", KeyKind.Number, byDefault, text)
            { Min = "0", AboveMin = true, Max = max, UsedWhere = KeyTable.Rule, UsedBy = rules };
}
