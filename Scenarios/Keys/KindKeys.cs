namespace Fleek.Scenarios.Keys;

/// <summary>
/// What kind of scenario it is, and which keys it then has. Without a kind it is one of payments; the others are studies with a
/// block of keys of their own, named as the kind is, beside those that every scenario has.
/// </summary>
internal static class KindKeys
{
    public const string Kind = "kind";

    public static KeySpec Key { get; } = new(Kind, KeyKind.Word, null,
        "incentives: nodes that look for the region where they earn most; coverage: how far users are from the nearest node; "
            + "collusion: clients and nodes that collude against who pays; rewards: how nodes are paid and judged; delivery: a site behind a gateway "
            + "that coordinates or carries. Such a scenario has the keys of its block in place of those of users, network, ledger, payments and workload. "
            + "Default: payments.")
        { Words = [IncentiveKeys.Block, CoverageKeys.Block, CollusionKeys.Block, RewardKeys.Block, DeliveryKeys.Block], WholePlan = true };

    public static IReadOnlyList<string> Studies => Key.Words;

    /// <param name="kind">Null: payments.</param>
    public static bool IsOf(KeySpec key, string? kind)
    {
        string root = key.Path.Split('.')[0];
        if (root is Kind or "question" or "nodes" or "seeds" or "measure" or ToleranceKeys.Block || key.Kind == KeyKind.Thresholds) return true;
        return kind is null ? !Studies.Contains(root) : root == kind;
    }
}
