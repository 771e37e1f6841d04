namespace Fleek.Scenarios.Keys;

/// <summary>
/// The keys of what goes wrong: faulty links under <c>network</c>, the rest under <c>faults</c>. None has a default: absent, nothing
/// goes wrong, and a plan without them is what it was before they existed.
/// </summary>
internal static class FaultKeys
{
    public const string Faults = "faults";
    public const string Loss = "network.loss";
    public const string DisturbedUsers = "network.disturbed_users";
    public const string LossBurst = "network.loss_burst";
    public const string Jitter = "network.jitter";
    public const string JitterLaw = "network.jitter_law";
    public const string Duplicate = "network.duplicate";
    public const string Reorder = "network.reorder";
    public const string ReorderDelay = "network.reorder_delay";
    public const string RateLimit = "network.rate_limit";
    public const string RateBurst = "network.rate_burst";
    public const string RetransmitAfter = "network.retransmit_after";
    public const string Crash = "faults.crash";
    public const string Partition = "faults.partition";
    public const string Clock = "faults.clock";

    private const string LongestFault = "1000000 s";

    public static IReadOnlyList<string> LinkPaths { get; } =
        [Loss, DisturbedUsers, LossBurst, Jitter, JitterLaw, Duplicate, Reorder, ReorderDelay, RateLimit, RateBurst, RetransmitAfter];

    /// <summary>Whether any key is there that makes messages be sent again.</summary>
    public static bool DisturbsLinks(Func<string, bool> isThere) =>
        LinkPaths.Any(isThere) || isThere($"{Crash}.nodes") || isThere($"{Partition}.nodes");

    /// <summary>What a key needs beside it to have a meaning.</summary>
    public static IReadOnlyList<(string Key, string Needs)> Companions { get; } =
    [
        (LossBurst, Loss), (JitterLaw, Jitter), (Reorder, ReorderDelay), (ReorderDelay, Reorder), (RateBurst, RateLimit),
        .. Together(Crash, ["nodes", "after", "for"], ["spread", "disk"]),
        .. Together(Partition, ["nodes", "after", "for"], ["users", "direction"]),
    ];

    public static IEnumerable<KeySpec> All => [.. LinkKeys, .. CrashKeys, .. PartitionKeys, .. ClockKeys];

    private static IEnumerable<KeySpec> LinkKeys =>
    [
        new(Loss, KeyKind.Share, null, "Share of transmissions that a link loses; lost messages are sent again. Default: none.")
            { Min = "0", Max = "0.5" },
        new(LossBurst, KeyKind.Number, null, "Losses come in bursts of this mean length (Gilbert-Elliott). Default: each apart.")
            { Min = "1", Max = "100" },
        new(Jitter, KeyKind.Duration, null, "Mean of what is added to each transmission's delay. Default: none.")
            { Min = "0 s", Max = "60 s" },
        new(JitterLaw, KeyKind.Word, null, "Its law: uniform up to twice the mean, or exponential, or normal. Default: exponential.")
            { Words = ["uniform", "exponential", "normal"] },
        new(DisturbedUsers, KeyKind.Share, null,
            "Share of the users, drawn per seed, whose lanes loss, jitter and the like are true of. Default: all.")
            { Min = "0", Max = "1" },
        new(Duplicate, KeyKind.Share, null, "Share of transmissions that arrive twice; copies are discarded. Default: none.")
            { Min = "0", Max = "1" },
        new(Reorder, KeyKind.Share, null, "Share of transmissions that take a detour, so that later ones overtake them. Default: none.")
            { Min = "0", Max = "1" },
        new(ReorderDelay, KeyKind.Duration, null, "How much longer the detour takes.") { Min = "0 s", Max = "60 s" },
        new(RateLimit, KeyKind.BitRate, null, "Rate of a token bucket that each direction of a lane passes. Default: none.")
            { Min = "1 kbit/s", Max = "1000 Gbit/s" },
        new(RateBurst, KeyKind.Bytes, null, "What the bucket lets through at once after a pause. Default: nothing.")
            { Min = "0 B", Max = "1 GiB" },
        new(RetransmitAfter, KeyKind.Duration, null,
            "Least wait before a lost message is sent again; twice the round trip where that is longer. Default: 1 s.")
            { Min = "1 ms", Max = "60 s" },
    ];

    private static IEnumerable<KeySpec> CrashKeys =>
    [
        Share(Crash, "nodes", "Each node's chance to crash once and restart."),
        Time(Crash, "after", "The earliest crash."),
        Time(Crash, "spread", "Crashes are spread uniformly over this time. Default: all at once."),
        Length(Crash, "How long a node is down. It is up again before the duration ends."),
        new($"{Crash}.disk", KeyKind.Word, null,
            "kept: a node restarts with all its tickets; lost: what it had not submitted to the ledger is gone. Default: kept.")
            { Words = ["kept", "lost"] },
    ];

    private static IEnumerable<KeySpec> PartitionKeys =>
    [
        Share(Partition, "nodes", "Each node's chance to be cut off."),
        Share(Partition, "users", "Each user's chance to be cut off from those nodes. Default: all users."),
        Time(Partition, "after", "When the partition begins."),
        Length(Partition, "How long it lasts. It heals before the duration ends."),
        new($"{Partition}.direction", KeyKind.Word, null,
            "both: nothing passes; up: nodes do not hear users; down: users do not hear nodes. Default: both.")
            { Words = ["both", "up", "down"] },
    ];

    private static IEnumerable<KeySpec> ClockKeys =>
    [
        Time(Clock, "offset", "Each node's clock starts ahead by a uniform time up to this. Default: none."),
        new($"{Clock}.drift_ppm", KeyKind.Number, null,
            "Each node's clock gains or loses uniformly up to this many microseconds a second. Default: none.")
            { Min = "0", Max = "100000" },
    ];

    private static KeySpec Share(string block, string name, string text) =>
        new($"{block}.{name}", KeyKind.Share, null, text) { Min = "0", Max = "1" };

    private static KeySpec Time(string block, string name, string text) =>
        new($"{block}.{name}", KeyKind.Duration, null, text) { Min = "0 s", Max = LongestFault };

    private static KeySpec Length(string block, string text) =>
        new($"{block}.for", KeyKind.Duration, null, text) { Min = "0 s", AboveMin = true, Max = LongestFault };

    /// <summary>Every key of a block needs the ones that it cannot do without.</summary>
    private static IEnumerable<(string Key, string Needs)> Together(string block, string[] needed, string[] others) =>
        from key in needed.Concat(others)
        from need in needed
        where need != key
        select ($"{block}.{key}", $"{block}.{need}");
}
