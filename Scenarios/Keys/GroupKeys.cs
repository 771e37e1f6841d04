namespace Fleek.Scenarios.Keys;

/// <summary>The keys of nodes that decide otherwise than the others. None has a default: absent, all nodes do the same.</summary>
internal static class GroupKeys
{
    public const string Block = "payments.minority";
    public const string Share = Block + ".share";
    public const string FreezeThreshold = Block + ".freeze_threshold";
    public const string Commit = Block + ".commit";
    public const string Rule = Commit + ".rule";

    /// <summary>What a key needs beside it to have a meaning.</summary>
    public static IReadOnlyList<(string Key, string Needs)> Companions { get; } = [(FreezeThreshold, Share), (Rule, Share)];

    public static IEnumerable<KeySpec> All =>
    [
        new(Share, KeyKind.Share, null,
            "Share of the nodes, to a whole number and drawn per seed, that have a freeze threshold or a commit rule of their own. "
                + "Default: none.") { Min = "0", Max = "1" },
        new(FreezeThreshold, KeyKind.Money, null, "Their freeze threshold. Default: that of all.") { Min = "0" },
        .. CommitKeys.In(Commit, null),
    ];
}
