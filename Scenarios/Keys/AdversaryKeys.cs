namespace Fleek.Scenarios.Keys;

/// <summary>The keys of who cheats, of how accounts are settled, and of money that moves during a run. None is there by default.</summary>
internal static class AdversaryKeys
{
    public const string Block = "adversary";
    public const string Kind = "adversary.kind";
    public const string Nodes = "adversary.nodes";
    public const string Identities = "adversary.identities";
    public const string After = "adversary.after";
    public const string Hold = "adversary.hold";
    public const string Threshold = "adversary.threshold";
    public const string Grant = "adversary.grant";
    public const string PricePerTerabyte = "adversary.price_per_tb";
    public const string TopUpAmount = "users.top_up.amount";
    public const string TopUpTimes = "users.top_up.times";
    public const string TopUpAfter = "users.top_up.after";
    public const string Unfreeze = "payments.unfreeze_threshold";
    public const string Settlement = "ledger.settlement";
    public const string SettlementEpoch = "ledger.settlement_epoch";
    public const string WithdrawalDelay = "ledger.withdrawal_delay";
    public const string ProRata = "pro-rata";

    public const string None = "none";
    public const string AllNodes = "all-nodes";
    public const string ManyIdentities = "identities";
    public const string Vanish = "vanish";
    public const string Withdraw = "withdraw";
    public const string Collusion = "collusion";
    public const string NeverCommits = "never-commits";
    public const string LateCommits = "late-commits";
    public const string LowThreshold = "low-threshold";
    public const string Eclipse = "eclipse";
    public const string WithheldHints = "withheld-hints";
    public const string ForgedHints = "forged-hints";

    private const string Longest = "1000000 s";

    private static readonly string[] AllKinds =
    [
        None, AllNodes, ManyIdentities, Vanish, Withdraw, Collusion, NeverCommits, LateCommits, LowThreshold, Eclipse, WithheldHints, ForgedHints,
    ];

    private static readonly string[] NodeKinds = [NeverCommits, LateCommits, LowThreshold, Eclipse, WithheldHints, ForgedHints];

    /// <summary>What a key needs beside it to have a meaning.</summary>
    public static IReadOnlyList<(string Key, string Needs)> Companions { get; } =
        [(TopUpTimes, TopUpAmount), (TopUpAfter, TopUpAmount), (TopUpAmount, Unfreeze), (Unfreeze, TopUpAmount)];

    /// <summary>Whether a key makes accounts go below zero and come back, or end with somebody unpaid, so that this is measured.</summary>
    public static bool MovesMoney(Func<string, bool> isThere) => isThere(Kind) || isThere(TopUpAmount) || isThere(Settlement);

    public static IEnumerable<KeySpec> UserKeys =>
    [
        new(TopUpAmount, KeyKind.Money, null, "What a user deposits when a node has frozen it. Default: it deposits nothing.") { Min = "0", AboveMin = true },
        new(TopUpTimes, KeyKind.Count, null, "How often it does so. Default: once.") { Min = "1", Max = "1000000" },
        new(TopUpAfter, KeyKind.Duration, null, "How long after it was frozen; the deposit then takes the ledger's lag. Default: at once.")
            { Min = "0 s", Max = Longest },
    ];

    public static IEnumerable<KeySpec> LedgerKeys =>
    [
        new(Settlement, KeyKind.Word, null,
            "Who is paid where an account does not cover all claims. first-come: each claim as it comes; pro-rata: the claims of an epoch together "
                + "at its end, each the same share. Default: first-come.")
            { Words = ["first-come", ProRata] },
        new(SettlementEpoch, KeyKind.Duration, "10 s", "Length of an epoch of settlement.")
            { Min = "0 s", AboveMin = true, Max = Longest, UsedWhere = Settlement, UsedBy = [ProRata] },
        new(WithdrawalDelay, KeyKind.Duration, "10 s",
            "From a withdrawal that nodes see to its payment: they claim at once what they hold, which takes the lag. 0 s: at once, which is unsafe.")
            { Min = "0 s", Max = Longest, UsedWhere = Kind, UsedBy = [Withdraw] },
    ];

    public static KeySpec UnfreezeKey { get; } = new(Unfreeze, KeyKind.Money, null,
        "F_hi: a frozen user is served again once so much is there, by the node's view and by the ledger. Default: frozen once, for good.")
        { Min = "0" };

    public static IEnumerable<KeySpec> All =>
    [
        new(Kind, KeyKind.Word, null,
            "Who cheats, on every account. Payers: all-nodes opens sessions at all nodes; identities are several on one account; vanish stops "
                + "answering; withdraw takes the balance back while it is served; eclipse keeps nodes from seeing the ledger. Nodes: never-commits, "
                + "late-commits, low-threshold, withheld-hints, forged-hints. collusion: a client and a node that drain the payer's grant. none: for "
                + "comparison. Default: nobody.")
            { Words = AllKinds },
        Used(new(Nodes, KeyKind.Count, "1", "How many of the nodes that serve an account do so, the first of its list.")
            { Min = "1", Max = "100000" }, NodeKinds),
        Used(new(Identities, KeyKind.Count, "4", "How many draw on one account, each served by nodes of its own.") { Min = "1", Max = "100000" },
            ManyIdentities),
        Used(new(After, KeyKind.Duration, "5 s", "When it begins.") { Min = "0 s", Max = Longest }, Vanish, Withdraw, Collusion),
        Used(new(Hold, KeyKind.Duration, "10 s", "vanish: after so long nodes take the connection to be gone; late-commits: by so much.")
            { Min = "0 s", Max = Longest }, Vanish, LateCommits),
        Used(new(Threshold, KeyKind.Money, "0 chunks", "The freeze threshold of those nodes.") { Min = "0" }, LowThreshold),
        Used(new(Grant, KeyKind.Money, "1000 chunks", "What the payer has granted the client at one node.") { Min = "0" }, Collusion),
        Used(new(PricePerTerabyte, KeyKind.Number, "10", "What 10^12 bytes cost, in any currency: the unit of adversary_gain_money.")
            { Min = "0", Max = "1000000000" }, AllKinds),
    ];

    private static KeySpec Used(KeySpec key, params string[] kinds) => key with { UsedWhere = Kind, UsedBy = kinds };
}
