namespace Fleek.Scenarios.Keys;

/// <summary>The keys of accounts whose ledger limits what each node may be credited. They have a meaning only with such a freeze rule.</summary>
internal static class LimitKeys
{
    public const string FreezeRule = "payments.freeze_rule";
    public const string StaticCap = "static-cap";
    public const string Lease = "lease";
    public const string LeaseBlock = "payments.lease";
    public const string CapNodes = "payments.cap_nodes";
    public const string Quota = "payments.lease.quota";
    public const string Reserve = "payments.lease.reserve";
    public const string Bootstrap = "payments.lease.bootstrap";
    public const string Release = "payments.lease.release";
    public const string Never = "never";
    public const string BootstrapNodes = "payments.lease.bootstrap_nodes";

    public static IEnumerable<KeySpec> All =>
    [
        new(CapNodes, KeyKind.Count, null,
            "kappa: assigned nodes that share each account equally. Default: all nodes of the network.")
            { Min = "1", Max = "100000", UsedWhere = FreezeRule, UsedBy = [StaticCap] },
        new(Quota, KeyKind.Money, "500 chunks", "Q: the most that one claim leases.")
            { Min = "0", AboveMin = true, UsedWhere = FreezeRule, UsedBy = [Lease] },
        new(Reserve, KeyKind.Money, "300 chunks", "R: a node asks for more when so much of its lease is left.")
            { Min = "0", UsedWhere = FreezeRule, UsedBy = [Lease] },
        new(Bootstrap, KeyKind.Money, "0 chunks",
            "c0: what an assigned node may serve before it has leased anything. With 0 a node asks before its first chunk.")
            { Min = "0", UsedWhere = FreezeRule, UsedBy = [Lease] },
        new(BootstrapNodes, KeyKind.Count, null,
            "kappa: assigned nodes of each account, which have start-up credit. Default: as many as serve a user.")
            { Min = "1", Max = "100000", UsedWhere = FreezeRule, UsedBy = [Lease] },
        new(Release, KeyKind.Word, null,
            "on-close: a node gives back what is left of its lease when the payer closes or is frozen; never: it keeps it. Default: on-close.")
            { Words = ["on-close", Never], UsedWhere = FreezeRule, UsedBy = [Lease] },
    ];
}
