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

    public static IEnumerable<KeySpec> All => In(KeyTable.Commit, Threshold);

    /// <summary>The keys of a commit rule that stands in a block.</summary>
    /// <param name="byDefault">The rule where none is named; null: then there is none.</param>
    public static IEnumerable<KeySpec> In(string block, string? byDefault) =>
    [
        new($"{block}.rule", KeyKind.Word, byDefault, "When a node commits what one payer owes it to the ledger.")
        {
            Words = [EveryChunk, Threshold, Interval, Coin, Weibull, Proportional, ProportionalHints, Article, WhenNeeded, Growing, Lottery],
        },
        Money(block, "threshold", "20 chunks", "The batch: commit when the uncommitted amount reaches it.", Threshold),
        new($"{block}.interval", KeyKind.Duration, "2 s", "The period: commit this often, if anything is uncommitted.")
            { Min = "1 ms", Max = "10000000 s", UsedWhere = $"{block}.rule", UsedBy = [Interval] },
        new($"{block}.probability", KeyKind.Share, "5 %", "Chance of a commit after each paid chunk.")
            { Min = "0", AboveMin = true, Max = "1", UsedWhere = $"{block}.rule", UsedBy = [Coin] },
        Money(block, "mean", "20 chunks", "The scale times Gamma(1 + 1/shape): the mean of a continuous batch.", Weibull),
        Number(block, "shape", "3", "g: 1 is memoryless, larger is more regular.", "50", Weibull, Article),
        Number(block, "alpha", "1", "Share of what is left above the freeze threshold, divided by the population, that makes a batch.",
            "1000000", Shared),
        Money(block, "minimum", "20 chunks", "The smallest batch; for article, the least that is taken to be left.", Shared),
        new($"{block}.population", KeyKind.Word, "network",
            "What the rule divides by: all nodes, or those that serve the payer.")
            { Words = ["network", "serving"], UsedWhere = $"{block}.rule", UsedBy = Shared },
        new($"{block}.first_phase", KeyKind.Word, "random",
            "random: the first batch starts at a random part of itself, so nodes are out of step; aligned: it is a whole one.")
        {
            Words = ["random", "aligned"],
            UsedWhere = $"{block}.rule",
            UsedBy = [Threshold, Interval, Proportional, ProportionalHints],
        },
        new($"{block}.hint_delay", KeyKind.Duration, "300 ms", "How long a hint takes to the payer's other serving nodes.")
            { Min = "0 s", Max = "10000000 s", UsedWhere = $"{block}.rule", UsedBy = [ProportionalHints] },
        Money(block, "first", "4 chunks", "The first batch.", Growing),
        new($"{block}.growth", KeyKind.Money, "4 chunks", "What each batch has more than the one before.")
            { Min = "0", UsedWhere = $"{block}.rule", UsedBy = [Growing] },
        Money(block, "cap", "4096 chunks", "The largest batch; at least the first.", Growing),
        new($"{block}.winning", KeyKind.Share, "5 %", "Chance that a chunk's ticket wins; it is then worth price / winning.")
            { Min = "0", AboveMin = true, Max = "1", UsedWhere = $"{block}.rule", UsedBy = [Lottery] },
    ];

    private static KeySpec Money(string block, string name, string byDefault, string text, params string[] rules) =>
        new($"{block}.{name}", KeyKind.Money, byDefault, text)
            { Min = "0", AboveMin = true, UsedWhere = $"{block}.rule", UsedBy = rules };

    private static KeySpec Number(string block, string name, string byDefault, string text, string max, params string[] rules) =>
        new($"{block}.{name}", KeyKind.Number, byDefault, text)
            { Min = "0", AboveMin = true, Max = max, UsedWhere = $"{block}.rule", UsedBy = rules };
}
