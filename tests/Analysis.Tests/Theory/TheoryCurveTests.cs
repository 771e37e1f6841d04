using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Tests.Theory;

public sealed class TheoryCurveTests
{
    private static readonly Credits Chunk = Sample.Base.Payments.Price;

    [Fact]
    public void Common_view_with_every_chunk_is_the_exact_poisson_law()
    {
        CommitRule every = Rule(CommitRuleKind.EveryChunk);
        Scenario s = With(p => p with { FreezeRule = FreezeRuleKind.CommonView, FreezeThreshold = Chunk * 30, Commit = every });
        s = s with { Ledger = s.Ledger with { Lag = Duration.FromSeconds(1) } };
        Assert.Equal(0.0134747, Predict(s)!.Value, 5e-8);
        Assert.Equal(0.0321239, new TheoryCurve().Predict(Measures.Overshoot, s, 0)!.Value, 5e-8);
        Assert.Equal(10, new TheoryCurve().Predict(Measures.FinalBalance, s, 0)!.Value, 1e-9);
    }

    [Fact]
    public void Unpaid_time_counts_as_lag()
    {
        Scenario direct = Sample.Base with { Ledger = Sample.Base.Ledger with { Lag = Duration.FromMilliseconds(2150) } };
        Assert.Equal(Predict(direct)!.Value, new TheoryCurve().Predict(Measures.NegativeRate, Sample.Base, 150)!.Value, 1e-12);
    }

    [Fact]
    public void Sampled_exposure_has_its_known_numbers()
    {
        Scenario s = With(p => p with { FreezeThreshold = Credits.Zero }) with
        {
            Users = new(10, Chunk * 1_000_000, 8, NodeSelection.First),
            Network = new(DelayKind.None, null, null, 0),
            Ledger = new(Duration.FromSeconds(1), LagDistribution.Constant, 0),
            Workload = new(DemandKind.Poisson, 5),
            Sampling = new(Duration.FromSeconds(100), Chunk * 140),
        };
        Assert.Equal(101.5, new TheoryCurve().Predict(Measures.Exposure, s, 0)!.Value, 1e-9);
        Assert.Equal(267.75, new TheoryCurve().Predict(Measures.ExposureVariance, s, 0)!.Value, 1e-7);
        Assert.Equal(0.00783874, new TheoryCurve().Predict(Measures.ExposureTail, s, 0)!.Value, 5e-9);
    }

    public static TheoryData<string, Scenario> WithoutLaw => new()
    {
        { "faults", Sample.Base with { Faults = new() { Links = new() { Loss = 0.01 } } } },
        { "ticks", Sample.Base with { Workload = Sample.Base.Workload with { Demand = DemandKind.Ticks } } },
        { "article", With(p => p with { Commit = Rule(CommitRuleKind.Article) }) },
        { "in phase", With(p => p with { Commit = p.Commit with { FirstPhase = FirstPhase.Aligned } }) },
        { "refilling cap", With(p => p with { FreezeRule = FreezeRuleKind.RefillingCap }) },
        { "window too small", With(p => p with { WindowChunks = 1 }) },
        { "lane too slow", Sample.Base with { Network = Sample.Base.Network with { LaneBandwidthBitsPerSecond = 10_000_000 } } },
        { "over too soon", Sample.Base with { Duration = Duration.FromSeconds(20) } },
        { "random lag", Sample.Base with { Ledger = Sample.Base.Ledger with { Distribution = LagDistribution.Exponential } } },
        { "batch longer than the account lasts", With(p => p with { Commit = Sample.Threshold(200) }) },
    };

    [Theory]
    [MemberData(nameof(WithoutLaw))]
    public void Where_no_law_applies_nothing_is_predicted(string why, Scenario scenario) =>
        Assert.True(new TheoryCurve().Predict(Measures.NegativeRate, scenario, 200) is null, why);

    [Theory]
    [InlineData(1, 40)]
    [InlineData(20, 70)]
    [InlineData(20, 100)]
    public void A_brute_force_first_passage_agrees_in_the_mean_and_lies_below_in_the_tail(int batch, int freeze)
    {
        const int Accounts = 5_000;
        Scenario s = With(p => p with { FreezeThreshold = Chunk * freeze, Commit = Sample.Threshold(batch) });
        RandomStream random = new(5, 3, batch);
        double sum = 0, squares = 0;
        int negative = 0;
        for (int i = 0; i < Accounts; i++)
        {
            int final = FirstPassage(ref random, 600, freeze, nodes: 5, batch, rate: 4, lag: 2);
            sum += final;
            squares += final * (double)final;
            if (final < 0) negative++;
        }

        double mean = sum / Accounts, se = Math.Sqrt(((squares / Accounts) - (mean * mean)) / Accounts);
        double predicted = new TheoryCurve().Predict(Measures.FinalBalance, s, 0)!.Value, rate = Predict(s)!.Value;
        // The first-order law is good to about one per cent of the exposure.
        double slack = (4 * se) + (0.01 * (freeze - predicted));
        Assert.InRange(mean, predicted - slack, predicted + slack);
        double seRate = Math.Sqrt(rate * (1 - rate) / Accounts);
        Assert.InRange((double)negative / Accounts, 0.1 * rate, rate + (4 * seRate));
    }

    /// <summary>One account under the own-pending rule, arrival by arrival; nothing of the closed forms.</summary>
    private static int FirstPassage(
        ref RandomStream random, int balance, int freeze, int nodes, int batch, double rate, double lag)
    {
        int[] served = new int[nodes], submitted = new int[nodes], visible = new int[nodes], next = new int[nodes];
        bool[] frozen = new bool[nodes];
        for (int i = 0; i < nodes; i++) next[i] = 1 + (int)random.NextBelow(batch);
        Queue<(double At, int Node, int Amount)> inFlight = [];
        int running = nodes, allVisible = 0;
        for (double now = 0; running > 0;)
        {
            now += random.NextExponential() / (rate * nodes);
            while (inFlight.TryPeek(out (double At, int Node, int Amount) entry) && entry.At <= now)
            {
                visible[entry.Node] += entry.Amount;
                allVisible += entry.Amount;
                inFlight.Dequeue();
            }

            int i = (int)random.NextBelow(nodes);
            if (frozen[i]) continue;
            if (balance - allVisible - (served[i] - visible[i]) - 1 < freeze)
            {
                frozen[i] = true;
                inFlight.Enqueue((now + lag, i, served[i] - submitted[i]));
                running--;
                continue;
            }

            served[i]++;
            if (served[i] < next[i]) continue;
            inFlight.Enqueue((now + lag, i, served[i] - submitted[i]));
            submitted[i] = served[i];
            next[i] = served[i] + batch;
        }

        return balance - served.Sum();
    }

    [Fact]
    public void What_an_adversary_gains_has_its_form_under_own_pending_and_under_limits()
    {
        Scenario own = With(p => p with { FreezeThreshold = Chunk * 20, Commit = new() { Kind = CommitRuleKind.EveryChunk } });
        double hidden = own.Workload.RatePerSecond * own.Ledger.Lag.Seconds, k = own.Users.ServingNodes;
        Assert.Equal(((k - 1) * hidden) - 20, Gain(own, new(AdversaryKind.AllNodes))!.Value, 1e-9);
        Assert.Equal(k * hidden, Gain(own, new(AdversaryKind.Withdraw))!.Value, 1e-9);
        Duration half = new(own.Ledger.Lag.Nanoseconds / 2);
        Assert.Equal(k * hidden / 2, Gain(own, new(AdversaryKind.Withdraw) { WithdrawalDelay = half })!.Value, 1e-6);
        Assert.Equal(0, Gain(own, new(AdversaryKind.Withdraw) { WithdrawalDelay = own.Ledger.Lag }));
        Assert.Equal(7, Gain(own, new(AdversaryKind.Collusion) { Grant = Chunk * 7 }));
        Assert.Null(Gain(own, new(AdversaryKind.Vanish)));
        Assert.Null(new TheoryCurve().Predict(Measures.Overshoot, own with { Adversary = new(AdversaryKind.Eclipse) }, 0));
        Scenario capped = With(p => p with
        {
            FreezeRule = FreezeRuleKind.StaticCap,
            Limits = new StaticCapTerms { Threshold = Credits.Zero, NetworkNodes = own.Nodes, AssignedNodes = own.Nodes },
        });
        Assert.Equal(0, Gain(capped, new(AdversaryKind.AllNodes)));
        double share = own.Users.Balance.In(Chunk) / own.Nodes;
        Assert.Equal(share, Gain(capped, new(AdversaryKind.Collusion) { Grant = own.Users.Balance })!.Value, 1e-6);
    }

    private static double? Gain(Scenario s, AdversarySpec adversary) =>
        new TheoryCurve().Predict(Measures.AdversaryGain, s with { Adversary = adversary }, 0);

    private static double? Predict(Scenario s) => new TheoryCurve().Predict(Measures.NegativeRate, s, 0);

    private static CommitRule Rule(CommitRuleKind kind) => new() { Kind = kind, Alpha = 1, Shape = 2, Minimum = Chunk };

    private static Scenario With(Func<PaymentsSpec, PaymentsSpec> change) =>
        Sample.Base with { Payments = change(Sample.Base.Payments) };
}
