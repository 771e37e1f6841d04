namespace Fleek.Scenarios.Keys;

/// <summary>The keys of what orders the ledger's transactions.</summary>
internal static class LedgerKeys
{
    public const string Block = "ledger";
    public const string Lag = "ledger.lag";
    public const string Distribution = "ledger.distribution";
    public const string Sigma = "ledger.sigma";
    public const string BlockInterval = "ledger.block_interval";
    public const string BlockBytes = "ledger.block_bytes";
    public const string TransactionBytes = "ledger.transaction_bytes";
    public const string ServiceTime = "ledger.service_time";
    public const string ServiceLaw = "ledger.service_law";
    public const string Protocol = "ledger.protocol";
    public const string Validators = "ledger.validators";
    public const string HopDelay = "ledger.hop_delay";
    public const string ViewTimeout = "ledger.view_timeout";
    public const string CommitWait = "ledger.commit_wait";
    public const string Crashed = "ledger.crashed_validators";
    public const string CrashAfter = "ledger.crash_after";
    public const string Epoch = "ledger.epoch";
    public const string EpochPause = "ledger.epoch_pause";
    public const string InBlocks = "blocks";
    public const string InQueue = "queue";
    public const string InRounds = "rounds";
    public const string Central = "central";

    private const string Longest = "1000000 s";

    /// <summary>Whether transactions wait for each other, so that their times are measured.</summary>
    public static bool Queues(string distribution) => distribution is InBlocks or InQueue or InRounds;

    public static IEnumerable<KeySpec> All =>
    [
        new(Lag, KeyKind.Duration, "2.5 s",
            "Visibility lag: from a node's submit until every node sees the entry. The mean, where the distribution is random; of blocks "
                + "and of a queue, the part after them.")
        {
            Min = "0 s", Max = "10000000 s", UsedWhere = Distribution, UsedBy = ["constant", "deterministic", "exponential", "lognormal", InBlocks, InQueue],
        },
        new(Distribution, KeyKind.Word, "constant",
            "constant: every transaction takes exactly the lag; deterministic, exponential and lognormal draw it per transaction; blocks: "
                + "transactions queue for blocks, and then take the lag; queue: one server takes them one by one, and then they take the lag; "
                + "rounds: validators agree, message by message; central: one biller at the largest place books each claim when it arrives, and "
                + "tells every node.")
            { Words = ["constant", "deterministic", "exponential", "lognormal", InBlocks, InQueue, InRounds, Central] },
        new(Sigma, KeyKind.Number, "1", "Deviation of the logarithm of the lag.")
            { Min = "0", AboveMin = true, Max = "5", UsedWhere = Distribution, UsedBy = ["lognormal"] },
        new(BlockInterval, KeyKind.Duration, "1 s", "From one block to the next; the first comes at a random time within it.")
            { Min = "0 s", AboveMin = true, Max = Longest, UsedWhere = Distribution, UsedBy = [InBlocks] },
        new(BlockBytes, KeyKind.Bytes, "1 MiB", "Most that one block holds.")
            { Min = "1 B", Max = "1 GiB", UsedWhere = Distribution, UsedBy = [InBlocks, InRounds] },
        new(TransactionBytes, KeyKind.Bytes, "400 B",
            "Of one redeem transaction in a block: by default one claim with its anchor, ticket and author.")
            { Min = "1 B", Max = "1 GiB", UsedWhere = Distribution, UsedBy = [InBlocks, InRounds] },
        new(ServiceTime, KeyKind.Duration, "1 ms", "What one transaction takes the server of a queue, in the mean.")
            { Min = "0 s", AboveMin = true, Max = Longest, UsedWhere = Distribution, UsedBy = [InQueue] },
        new(ServiceLaw, KeyKind.Word, "exponential", "Whether that time is drawn for each transaction, or always the same.")
            { Words = ["exponential", "constant"], UsedWhere = Distribution, UsedBy = [InQueue] },
        .. CommitteeKeys,
    ];

    private static IEnumerable<KeySpec> CommitteeKeys =>
    [
        OfRounds(new(Protocol, KeyKind.Word, "mysticeti",
            "pbft: each transaction at once, three delays; tendermint: heights of three delays and a wait; hotstuff: a block every two delays, "
                + "final after seven; bullshark: a certified DAG, three delays a round; mysticeti: a DAG of one delay a round.")
            { Words = ["pbft", "tendermint", "hotstuff", "bullshark", "mysticeti"] }),
        OfRounds(new(Validators, KeyKind.Count, "10", "Validators, 3 f + 1, at the largest places in turn as nodes are.")
            { Min = "1", Max = "400" }),
        new(HopDelay, KeyKind.Duration, null,
            "Delay between any two validators, nodes being beside them; central: between any node and the biller. Default: those of the "
                + "network's places.")
            { Min = "0 s", AboveMin = true, Max = Longest, UsedWhere = Distribution, UsedBy = [InRounds, Central] },
        OfRounds(new(ViewTimeout, KeyKind.Duration, "1 s", "How long validators wait for a leader.")
            { Min = "0 s", AboveMin = true, Max = Longest }),
        OfRounds(new(CommitWait, KeyKind.Duration, null, "tendermint: from deciding a height to beginning the next. Default: none.")
            { Min = "0 s", Max = Longest }),
        OfRounds(new(Crashed, KeyKind.Count, null, "Validators that go down for good, the first leader among them; at most f. Default: 0.")
            { Min = "0", Max = "133" }),
        OfRounds(new(CrashAfter, KeyKind.Duration, null, "When those go down. Default: from the start.") { Min = "0 s", Max = Longest }),
        OfRounds(new(Epoch, KeyKind.Duration, null, "Length of an epoch of the committee. Default: there is one.")
            { Min = "0 s", AboveMin = true, Max = Longest }),
        OfRounds(new(EpochPause, KeyKind.Duration, null, "How long nothing is proposed between two epochs. Default: not at all.")
            { Min = "0 s", Max = Longest }),
    ];

    private static KeySpec OfRounds(KeySpec key) => key with { UsedWhere = Distribution, UsedBy = [InRounds] };
}
