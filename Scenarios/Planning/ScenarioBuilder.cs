using System.Numerics;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes the scenario record of one cell. Money meets its price here, and so may turn out not to be whole.</summary>
/// <param name="fallback">Where to point for what is nowhere written: the scenario's name.</param>
internal sealed class ScenarioBuilder(ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
{
    /// <summary>Null with at least one diagnostic where an amount is impossible.</summary>
    public Scenario? Build(string name)
    {
        int before = sink.Count;
        Scenario scenario = new()
        {
            Name = name,
            Question = settings["question"].Text,
            Duration = this.DurationOf("duration"),
            Nodes = this.Int("nodes"),
            Users = new(this.Int("users.count"), this.MoneyOf("users.balance"), this.Int("users.serving_nodes"),
                this.Selection()),
            Network = this.Network(),
            Ledger = new LedgerBuilder(settings).Build(),
            Payments = this.Payments(),
            Workload = new(this.Demand(), this.DoubleOrZero("workload.rate"), settings.Find(KeyTable.NodeRate)?.ToLong() ?? 0,
                this.DoubleOrZero(KeyTable.PoissonShare)),
            FastForward = settings.Find(KeyTable.FastForward)?.Text == "true",
            Sampling = settings.Find("sampling.after") is null || settings.Find("sampling.tail") is null
                ? null
                : new(this.DurationOf("sampling.after"), this.MoneyOf("sampling.tail")),
            Cryptography = this.Cryptography(),
            Faults = new FaultsBuilder(settings).Build(),
        };
        return sink.Count == before ? scenario : null;
    }

    private CryptographySpec Cryptography()
    {
        bool real = settings.Find(CryptographyKeys.Mode)?.Text == CryptographyKeys.Real;
        return new(real ? CryptographyMode.Real : CryptographyMode.Modelled, settings.Find(CryptographyKeys.Calibration)?.Text);
    }

    private NetworkSpec Network()
    {
        string? rtt = settings.Find(KeyTable.Rtt)?.Text;
        DelayKind delay = rtt is not null ? DelayKind.Measured
            : settings["network.delay"].Text == "none" ? DelayKind.None
            : DelayKind.Modelled;
        return new(delay, rtt, rtt is null ? null : settings.Find(KeyTable.Places)?.Text,
            settings["network.lane_bandwidth"].ToLong());
    }

    private PaymentsSpec Payments() => new(
        settings["payments.chunk"].ToLong(), this.MoneyOf(KeyTable.Price), this.MoneyOf("payments.freeze_threshold"),
        settings["payments.freeze_rule"].Text switch
        {
            "own-pending" => FreezeRuleKind.OwnPending,
            "common-view" => FreezeRuleKind.CommonView,
            LimitKeys.StaticCap => FreezeRuleKind.StaticCap,
            LimitKeys.Lease => FreezeRuleKind.Lease,
            _ => FreezeRuleKind.RefillingCap,
        },
        this.Int("payments.window"), this.CommitRule())
        { Limits = this.Limits() };

    private LimitTerms? Limits() => settings[LimitKeys.FreezeRule].Text switch
    {
        LimitKeys.StaticCap => new StaticCapTerms
        {
            Threshold = this.MoneyOf("payments.freeze_threshold"),
            NetworkNodes = this.Int("nodes"),
            AssignedNodes = settings.Find(LimitKeys.CapNodes)?.ToLong() ?? this.Int("nodes"),
        },
        LimitKeys.Lease => new LeaseTerms
        {
            Threshold = this.MoneyOf("payments.freeze_threshold"),
            NetworkNodes = this.Int("nodes"),
            AssignedNodes = settings.Find(LimitKeys.BootstrapNodes)?.ToLong() ?? this.Int("users.serving_nodes"),
            Quota = this.MoneyOf(LimitKeys.Quota),
            Reserve = this.MoneyOf(LimitKeys.Reserve),
            Bootstrap = this.MoneyOf(LimitKeys.Bootstrap),
        },
        _ => null,
    };

    private CommitRule CommitRule() => new()
    {
        Kind = settings[KeyTable.Rule].Text switch
        {
            CommitKeys.EveryChunk => CommitRuleKind.EveryChunk,
            CommitKeys.Threshold => CommitRuleKind.Threshold,
            CommitKeys.Interval => CommitRuleKind.Interval,
            CommitKeys.Coin => CommitRuleKind.Coin,
            CommitKeys.Weibull => CommitRuleKind.Weibull,
            CommitKeys.Proportional => CommitRuleKind.Proportional,
            CommitKeys.ProportionalHints => CommitRuleKind.ProportionalHints,
            CommitKeys.WhenNeeded => CommitRuleKind.WhenNeeded,
            CommitKeys.Growing => CommitRuleKind.Growing,
            CommitKeys.Lottery => CommitRuleKind.Lottery,
            _ => CommitRuleKind.Article,
        },
        Threshold = this.CommitMoney(settings[KeyTable.Rule].Text == CommitKeys.Growing ? "first" : "threshold"),
        Growth = this.CommitMoney("growth"),
        Cap = this.CommitMoney("cap"),
        Interval = this.CommitDuration("interval"),
        Probability = this.DoubleOrZero("payments.commit.probability") + this.DoubleOrZero("payments.commit.winning"),
        Mean = this.CommitMoney("mean"),
        Shape = this.DoubleOrZero("payments.commit.shape"),
        Alpha = this.DoubleOrZero("payments.commit.alpha"),
        Minimum = this.CommitMoney("minimum"),
        Population = settings.Find("payments.commit.population")?.Text == "serving" ? Population.Serving : Population.Network,
        FirstPhase = settings.Find("payments.commit.first_phase")?.Text == "aligned" ? FirstPhase.Aligned : FirstPhase.Random,
        HintDelay = this.CommitDuration("hint_delay"),
    };

    private Credits CommitMoney(string name) =>
        settings.Find($"{KeyTable.Commit}.{name}") is null ? Credits.Zero : this.MoneyOf($"{KeyTable.Commit}.{name}");

    private Duration CommitDuration(string name) =>
        settings.Find($"{KeyTable.Commit}.{name}") is null ? Duration.Zero : this.DurationOf($"{KeyTable.Commit}.{name}");

    private NodeSelection Selection() => settings["users.selection"].Text switch
    {
        "nearest" => NodeSelection.Nearest,
        "balanced" => NodeSelection.Balanced,
        "random" => NodeSelection.Random,
        "assigned" => NodeSelection.Assigned,
        _ => NodeSelection.First,
    };

    private DemandKind Demand() => settings["workload.demand"].Text switch
    {
        "ticks" => DemandKind.Ticks,
        "constant" => DemandKind.Constant,
        _ => DemandKind.Poisson,
    };

    private int Int(string path) => (int)settings[path].ToLong();

    private Duration DurationOf(string path) => new(settings[path].ToLong());

    private double DoubleOrZero(string path) => settings.Find(path)?.Number.ToDouble() ?? 0;

    private Credits MoneyOf(string path)
    {
        Setting setting = settings[path];
        if (setting.InBaseUnits(settings.Price).ToWhole() is not { } units)
        {
            sink.Add(Codes.NotWhole, $"'{setting.Text}' is not a whole number of base units (1 credit is 10^12) at "
                + $"{settings[KeyTable.Price].Text} a chunk",
                setting.At ?? fallback);
            return Credits.Zero;
        }

        if (BigInteger.Abs(units) <= long.MaxValue) return new((long)units);
        sink.Add(Codes.OutOfRange, $"'{path}' is {setting.Text}: more than 64 bits of base units hold (9.2 million credits)",
            setting.At ?? fallback);
        return Credits.Zero;
    }
}
