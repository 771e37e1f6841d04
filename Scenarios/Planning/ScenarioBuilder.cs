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
            Users = this.Users(),
            Network = this.Network(),
            Ledger = new LedgerBuilder(settings).Build(),
            Payments = this.Payments(),
            Workload = new(this.Demand(), this.DoubleOrZero("workload.rate"), settings.Find(KeyTable.NodeRate)?.ToLong() ?? 0,
                this.DoubleOrZero(KeyTable.PoissonShare)) { MoveAfterChunks = settings.Find(KeyTable.MoveAfter)?.ToLong() ?? 0 },
            FastForward = settings.Find(KeyTable.FastForward)?.Text == "true",
            Sampling = settings.Find("sampling.after") is null || settings.Find("sampling.tail") is null
                ? null
                : new(this.DurationOf("sampling.after"), this.MoneyOf("sampling.tail")),
            Cryptography = this.Cryptography(),
            Faults = new FaultsBuilder(settings).Build(),
            Adversary = this.Adversary(),
            Incentives = StudyBuilder.Incentives(settings),
            Coverage = StudyBuilder.Coverage(settings),
            Collusion = CollusionBuilder.Build(settings),
            Rewards = RewardBuilder.Build(settings),
            Delivery = DeliveryBuilder.Build(settings),
        };
        return sink.Count == before ? scenario : null;
    }

    /// <summary>An adversary may be served by more nodes than the scenario's honest user, and tell of fewer.</summary>
    private UsersSpec Users()
    {
        int k = this.Int("users.serving_nodes");
        long served = settings.Find(AdversaryKeys.Kind)?.Text switch
        {
            AdversaryKeys.AllNodes => this.Int("nodes"),
            AdversaryKeys.ManyIdentities => (long)k * this.Int(AdversaryKeys.Identities),
            _ => k,
        };
        bool lies = settings.Find(AdversaryKeys.Kind)?.Text == AdversaryKeys.ManyIdentities;
        return new(this.Int("users.count"), this.MoneyOf("users.balance"), (int)Math.Min(served, int.MaxValue), this.Selection())
        {
            Terms = InternetBuilder.Terms(settings),
            Collateral = this.MoneyOrZero(KeyTable.Collateral),
            StatedNodes = lies ? k : 0,
            Dry = settings.Find(DryUserKeys.Count) is null ? null : new(this.Int(DryUserKeys.Count), this.MoneyOf(DryUserKeys.Balance)),
            TopUp = settings.Find(AdversaryKeys.TopUpAmount) is null ? null : new(
                this.MoneyOf(AdversaryKeys.TopUpAmount), (int)(settings.Find(AdversaryKeys.TopUpTimes)?.ToLong() ?? 1),
                this.DurationOrZero(AdversaryKeys.TopUpAfter)),
        };
    }

    private AdversarySpec? Adversary()
    {
        if (settings.Find(AdversaryKeys.Kind) is not { } kind) return null;
        return new(kind.Text switch
        {
            AdversaryKeys.AllNodes => AdversaryKind.AllNodes,
            AdversaryKeys.ManyIdentities => AdversaryKind.Identities,
            AdversaryKeys.Vanish => AdversaryKind.Vanish,
            AdversaryKeys.Withdraw => AdversaryKind.Withdraw,
            AdversaryKeys.Collusion => AdversaryKind.Collusion,
            AdversaryKeys.NeverCommits => AdversaryKind.NeverCommits,
            AdversaryKeys.LateCommits => AdversaryKind.LateCommits,
            AdversaryKeys.LowThreshold => AdversaryKind.LowThreshold,
            AdversaryKeys.Eclipse => AdversaryKind.Eclipse,
            AdversaryKeys.WithheldHints => AdversaryKind.WithheldHints,
            AdversaryKeys.ForgedHints => AdversaryKind.ForgedHints,
            _ => AdversaryKind.None,
        })
        {
            Nodes = (int)(settings.Find(AdversaryKeys.Nodes)?.ToLong() ?? 0),
            After = this.DurationOrZero(AdversaryKeys.After),
            Hold = this.DurationOrZero(AdversaryKeys.Hold),
            Threshold = this.MoneyOrZero(AdversaryKeys.Threshold),
            Grant = this.MoneyOrZero(AdversaryKeys.Grant),
            WithdrawalDelay = this.DurationOrZero(AdversaryKeys.WithdrawalDelay),
            PricePerTerabyte = this.DoubleOrZero(AdversaryKeys.PricePerTerabyte),
        };
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
            settings["network.lane_bandwidth"].ToLong()) { Internet = InternetBuilder.Build(settings) };
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
        this.Int("payments.window"), this.CommitRule(KeyTable.Commit))
        {
            Limits = this.Limits(),
            UnfreezeThreshold = settings.Find(AdversaryKeys.Unfreeze) is null ? null : this.MoneyOf(AdversaryKeys.Unfreeze),
            Groups = this.Groups(),
        };

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
            ReleasesOnClose = settings.Find(LimitKeys.Release)?.Text != LimitKeys.Never,
        },
        _ => null,
    };

    private CommitRule CommitRule(string block) => new()
    {
        Kind = settings[$"{block}.rule"].Text switch
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
        Threshold = this.MoneyOrZero($"{block}.{(settings[$"{block}.rule"].Text == CommitKeys.Growing ? "first" : "threshold")}"),
        Growth = this.MoneyOrZero($"{block}.growth"),
        Cap = this.MoneyOrZero($"{block}.cap"),
        Interval = this.DurationOrZero($"{block}.interval"),
        Probability = this.DoubleOrZero($"{block}.probability") + this.DoubleOrZero($"{block}.winning"),
        Mean = this.MoneyOrZero($"{block}.mean"),
        Shape = this.DoubleOrZero($"{block}.shape"),
        Alpha = this.DoubleOrZero($"{block}.alpha"),
        Minimum = this.MoneyOrZero($"{block}.minimum"),
        Population = settings.Find($"{block}.population")?.Text == "serving" ? Population.Serving : Population.Network,
        FirstPhase = settings.Find($"{block}.first_phase")?.Text == "aligned" ? FirstPhase.Aligned : FirstPhase.Random,
        HintDelay = this.DurationOrZero($"{block}.hint_delay"),
    };

    private IReadOnlyList<NodeGroup> Groups() => settings.Find(GroupKeys.Share) is null ? [] :
    [
        new(this.DoubleOrZero(GroupKeys.Share),
            this.MoneyOf(settings.Find(GroupKeys.FreezeThreshold) is null ? "payments.freeze_threshold" : GroupKeys.FreezeThreshold),
            this.CommitRule(settings.Find(GroupKeys.Rule) is null ? KeyTable.Commit : GroupKeys.Commit)),
    ];

    private Credits MoneyOrZero(string path) => settings.Find(path) is null ? Credits.Zero : this.MoneyOf(path);

    private Duration DurationOrZero(string path) => settings.Find(path) is null ? Duration.Zero : this.DurationOf(path);

    private NodeSelection Selection() => settings["users.selection"].Text switch
    {
        "nearest" => NodeSelection.Nearest,
        "balanced" => NodeSelection.Balanced,
        "random" => NodeSelection.Random,
        "assigned" => NodeSelection.Assigned,
        InternetKeys.GeoIp => NodeSelection.GeoIp,
        InternetKeys.Gateway => NodeSelection.Gateway,
        InternetKeys.FewestHops => NodeSelection.FewestHops,
        InternetKeys.Anycast => NodeSelection.Anycast,
        InternetKeys.Bgp => NodeSelection.Bgp,
        InternetKeys.BgpProbes => NodeSelection.BgpProbes,
        InternetKeys.Vivaldi => NodeSelection.Vivaldi,
        InternetKeys.Oracle => NodeSelection.Oracle,
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
