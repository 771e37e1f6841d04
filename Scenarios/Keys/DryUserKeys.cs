namespace Fleek.Scenarios.Keys;

/// <summary>The keys of users who run dry at a single node. None is there by default.</summary>
internal static class DryUserKeys
{
    public const string Block = "users.dry";
    public const string Count = "users.dry.count";
    public const string Balance = "users.dry.balance";

    /// <summary>Neither has a meaning without the other.</summary>
    public static IReadOnlyList<(string Key, string Needs)> Companions { get; } = [(Count, Balance), (Balance, Count)];

    public static IEnumerable<KeySpec> All =>
    [
        new(Count, KeyKind.Count, null,
            "So many of the users, the first, ask one node alone and have less money: they run dry. Default: none.") { Min = "1", Max = "1000000000" },
        new(Balance, KeyKind.Money, null, "What each of these deposits.") { Min = "0" },
    ];
}
