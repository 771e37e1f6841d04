using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>A plan and a seed are one result: whatever the thread, and whatever else runs.</summary>
public sealed class DeterminismTests
{
    private static readonly Scenario Mixed = Placed(Worlds.Article(0.25, 3, 5, Population.Serving));

    [Fact]
    public void A_run_repeated_gives_the_same_result()
    {
        RunResult first = CellRunner.Run(Mixed, 1, WorldInputs.None), second = CellRunner.Run(Mixed, 1, WorldInputs.None);
        Assert.Equal(first.TraceHash, second.TraceHash);
        Assert.Equal(first.Events, second.Events);
        Assert.Equal(first.Measures, second.Measures);
    }

    [Fact]
    public void Another_thread_gives_the_same_result()
    {
        ulong elsewhere = 0;
        Thread thread = new(() => elsewhere = Hash(Mixed, 1));
        thread.Start();
        thread.Join();
        Assert.Equal(Hash(Mixed, 1), elsewhere);
    }

    [Fact]
    public async Task Eight_runs_at_once_give_what_each_gives_alone()
    {
        ulong[] alone = [.. Enumerable.Range(1, 8).Select(seed => Hash(Mixed, (ulong)seed))];
        Task<ulong>[] tasks = [.. Enumerable.Range(1, 8).Select(seed =>
            Task.Factory.StartNew(() => Hash(Mixed, (ulong)seed), TaskCreationOptions.LongRunning))];
        Assert.Equal(alone, await Task.WhenAll(tasks));
    }

    [Fact]
    public void Different_seeds_differ()
    {
        ulong[] hashes = [.. Enumerable.Range(0, 20).Select(seed => Hash(Mixed, (ulong)seed))];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void A_trace_that_is_watched_is_the_same_trace()
    {
        RecordedTrace trace = new();
        Assert.Equal(Hash(Mixed, 1), CellRunner.Run(Mixed, 1, WorldInputs.None, trace).TraceHash);
        Assert.NotEmpty(trace.Events);
    }

    /// <summary>The same bits on every machine: a change of any of these is a change of what the simulator computes.</summary>
    [Theory]
    [InlineData("every-chunk", "C10FBCB7586AA0D6")]
    [InlineData("threshold", "A2D3C0F728244AFA")]
    [InlineData("interval", "D8398B7DF41E6D06")]
    [InlineData("coin", "0D1231B0261FF6E1")]
    [InlineData("weibull", "8F9D68A1E0EC6187")]
    [InlineData("article", "020293F5CA4071C2")]
    [InlineData("hints", "3AA39622C680D90D")]
    public void Trace_hashes_are_pinned(string rule, string expected) =>
        Assert.Equal(expected, Hash(Placed(Rule(rule)), 7).ToString("X16"));

    private static CommitRule Rule(string name) => name switch
    {
        "every-chunk" => Worlds.EveryChunk,
        "threshold" => Worlds.Threshold(7),
        "interval" => Worlds.Interval(1.5),
        "coin" => Worlds.Coin(0.1),
        "weibull" => Worlds.Weibull(10, 3),
        "article" => Worlds.Article(0.25, 3, 5, Population.Serving),
        _ => Worlds.Hints(0.25, 5, Population.Serving, 0.3),
    };

    /// <summary>Everything that may be random or rounded: placed users, delays, bandwidth, chosen nodes, lags.</summary>
    private static Scenario Placed(CommitRule rule)
    {
        Scenario scenario = Worlds.Poisson(10, 60, 10, 3, 10, 1, rule, 30);
        return scenario with
        {
            Nodes = 40,
            Users = scenario.Users with { Selection = NodeSelection.Random },
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 50_000_000),
            Ledger = scenario.Ledger with { Distribution = LagDistribution.LogNormal, Sigma = 0.5 },
        };
    }

    private static ulong Hash(Scenario scenario, ulong seed) => CellRunner.Run(scenario, seed, WorldInputs.None).TraceHash;
}
