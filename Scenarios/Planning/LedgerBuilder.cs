using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes what orders the transactions of one cell, and checks it.</summary>
internal sealed class LedgerBuilder(ResolvedSettings settings)
{
    public LedgerSpec Build() => new(
        this.DurationOf(LedgerKeys.Lag), this.Distribution(), settings.Find(LedgerKeys.Sigma)?.Number.ToDouble() ?? 0, this.Blocks(),
        this.Rounds())
    {
        Queue = this.Queue(),
        Settlement = this.Settlement(),
        BillerDelay = this.Distribution() == LagDistribution.Central ? this.DurationOf(LedgerKeys.HopDelay) : Duration.Zero,
    };

    public static void Check(Scenario scenario, ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
    {
        LedgerSpec ledger = scenario.Ledger;
        bool random = ledger.Distribution is LagDistribution.Exponential or LagDistribution.LogNormal;
        if (random && ledger.Lag == Duration.Zero)
            Report(Codes.LagOfZero, LedgerKeys.Lag, $"a lag of 0 s has no {settings[LedgerKeys.Distribution].Text} distribution");
        if ((ledger.Blocks?.Size ?? ledger.Rounds?.Block) is { Capacity: 0 })
        {
            Report(Codes.BlockTooSmall, LedgerKeys.BlockBytes,
                $"a block of {settings[LedgerKeys.BlockBytes].Text} does not hold one transaction "
                    + $"({settings[LedgerKeys.TransactionBytes].Text})");
        }

        if (ledger.Rounds is { } committee) CheckCommittee(committee);
        if (scenario.Sampling is not null && ledger.HasViewsOfItsOwn)
            Report(Codes.SamplingOfRounds, "sampling.after",
                $"'sampling' needs a ledger that all nodes see at once, and by {settings[LedgerKeys.Distribution].Text} each node sees it in its own time");

        void CheckCommittee(CommitteeSpec spec)
        {
            if (spec.Validators % 3 != 1)
                Report(Codes.NotACommittee, LedgerKeys.Validators,
                    $"{spec.Validators} validators are not 3 f + 1", $"for example {(spec.Validators / 3 * 3) + 1}");
            if (spec.Crashed > spec.MostFaulty)
                Report(Codes.NotACommittee, LedgerKeys.Crashed,
                    $"{spec.Crashed} of {spec.Validators} validators go down, and no more than {spec.MostFaulty} may");
            if (spec.HopDelay == Duration.Zero && scenario.Network.Delay == DelayKind.None)
                Report(Codes.NotACommittee, LedgerKeys.HopDelay,
                    "'ledger.hop_delay' is missing: with 'network.delay' none messages between validators would take no time",
                    "for example: hop_delay: 50 ms");
            if (spec.EpochPause > Duration.Zero && spec.EpochPause >= spec.Epoch)
                Report(Codes.NotACommittee, LedgerKeys.EpochPause, "'ledger.epoch_pause' is not shorter than 'ledger.epoch'");
        }

        void Report(string code, string path, string message, string? help = null) =>
            sink.Add(code, message, settings.Find(path)?.At ?? fallback, help: help);
    }

    private SettlementSpec? Settlement() => settings.Find(AdversaryKeys.Settlement)?.Text switch
    {
        null => null,
        AdversaryKeys.ProRata => new(SettlementRule.ProRata, this.DurationOf(AdversaryKeys.SettlementEpoch)),
        _ => new(SettlementRule.FirstCome, Duration.Zero),
    };

    private BlockSpec? Blocks() =>
        this.Distribution() == LagDistribution.Blocks ? new(this.DurationOf(LedgerKeys.BlockInterval), this.Size()) : null;

    private QueueSpec? Queue() => this.Distribution() != LagDistribution.Queue
        ? null
        : new(this.DurationOf(LedgerKeys.ServiceTime), settings[LedgerKeys.ServiceLaw].Text == "exponential");

    private CommitteeSpec? Rounds() => this.Distribution() != LagDistribution.Rounds ? null : new(
        settings[LedgerKeys.Protocol].Text switch
        {
            "pbft" => ConsensusProtocol.Pbft,
            "tendermint" => ConsensusProtocol.Tendermint,
            "hotstuff" => ConsensusProtocol.HotStuff,
            "bullshark" => ConsensusProtocol.Bullshark,
            _ => ConsensusProtocol.Mysticeti,
        },
        (int)settings[LedgerKeys.Validators].ToLong(), this.DurationOf(LedgerKeys.HopDelay), this.Size(),
        this.DurationOf(LedgerKeys.ViewTimeout), this.DurationOf(LedgerKeys.CommitWait),
        (int)(settings.Find(LedgerKeys.Crashed)?.ToLong() ?? 0), this.DurationOf(LedgerKeys.CrashAfter), this.DurationOf(LedgerKeys.Epoch),
        this.DurationOf(LedgerKeys.EpochPause));

    private BlockSize Size() => new(settings[LedgerKeys.BlockBytes].ToLong(), settings[LedgerKeys.TransactionBytes].ToLong());

    private LagDistribution Distribution() => settings[LedgerKeys.Distribution].Text switch
    {
        "constant" => LagDistribution.Constant,
        "deterministic" => LagDistribution.Deterministic,
        "exponential" => LagDistribution.Exponential,
        "lognormal" => LagDistribution.LogNormal,
        LedgerKeys.InBlocks => LagDistribution.Blocks,
        LedgerKeys.InQueue => LagDistribution.Queue,
        LedgerKeys.Central => LagDistribution.Central,
        _ => LagDistribution.Rounds,
    };

    /// <summary>Zero where nothing is said.</summary>
    private Duration DurationOf(string path) => new(settings.Find(path)?.ToLong() ?? 0);
}
