using CsCheck;
using Fleek.Scenarios.Planning;

namespace Fleek.Tests;

public sealed class PlanPropertyTests
{
    private static readonly (string Key, string[] Values)[] Choices =
    [
        ("duration", ["1 min", "1.5 h", "90 s"]),
        ("nodes", ["64", "100", "5000"]),
        ("users.count", ["1", "17"]),
        ("users.balance", ["600 chunks", "0.7 credit", "12345.5 chunks"]),
        ("users.serving_nodes", ["1", "3"]),
        ("users.selection", ["random", "first"]),
        ("network.delay", ["none", "modelled"]),
        ("network.lane_bandwidth", ["unlimited", "10 Gbit/s", "2.5 kbit/s"]),
        ("ledger.lag", ["1 ns", "2.5 s", "300 ms", "1e-3 s"]),
        ("ledger.distribution", ["constant", "deterministic", "exponential", "lognormal"]),
        ("payments.chunk", ["1 B", "256 KiB", "1 MiB"]),
        ("payments.price", ["0.001 credit", "0.02 credit"]),
        ("payments.freeze_threshold", ["0 chunks", "10 chunks", "0.01 credit"]),
        ("payments.freeze_rule", ["own-pending", "common-view", "refilling-cap"]),
        ("payments.window", ["1 chunk", "64 chunks"]),
        ("payments.commit", ["{rule: every-chunk}", "{rule: coin, probability: 0.5 %}", "{rule: threshold}",
            "{rule: interval, interval: 7 ms}",
            "{rule: weibull, shape: 2.5}", "{rule: proportional, alpha: 0.3}", "{rule: proportional-hints, population: serving}",
                "{rule: article}"]),
        ("workload.demand", ["poisson", "ticks"]),
        ("workload.rate", ["0.3 /s", "100 chunks/s"]),
        ("sampling", ["{after: 1 s, tail: 3 chunks}", "{after: 30 s, tail: 0.1 credit}"]),
    ];

    private static readonly Gen<string[]> Sets =
        from picks in Gen.Select(Gen.Int[0, Choices.Length - 1], Gen.Int[1, 255]).Array[0, 7]
        select picks.DistinctBy(p => p.Item1).Select(p => Set(Choices[p.Item1], p.Item2)).ToArray();

    private static string Set((string Key, string[] Values) choice, int mask)
    {
        string[] chosen = [.. choice.Values.Where((_, i) => (mask >> i & 1) == 1)];
        return $"{choice.Key}={string.Join(", ", chosen.Length == 0 ? choice.Values[..1] : chosen)}";
    }

    [Fact]
    public void Every_good_plan_reads_as_itself_again()
    {
        int good = 0, total = 0;
        Sets.Sample(sets =>
        {
            total++;
            PlanResult result = Shipped.PlanOf("nodes: 64\nusers: {selection: random}", true, sets);
            if (result.Plan is not { Cells.Count: < 3000 } plan) return;
            good++;
            PlanTests.AssertIdempotent(plan, true);
            Assert.Equal(plan.Cells.Count, plan.Cells.Select(c => c.Id).Distinct().Count());
        }, iter: 300, threads: 1);
        Assert.True(good > total / 4, $"only {good} of {total} plans were good: the property is hardly tested");
    }
}
