using System.Globalization;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests;

/// <summary>Plans and results built by hand: no planner and no simulation stands behind them.</summary>
internal static class Sample
{
    public static readonly EngineInfo Engine = new("e1f2a3b4c5d6", "0.1.0", "0123abcd", false);

    private static readonly Credits Chunk = new(1_000_000);

    public static Scenario Base { get; } = new()
    {
        Name = "sample",
        Question = "How low can nodes set the freeze threshold before users overspend?",
        Duration = Duration.FromSeconds(600),
        Nodes = 1000,
        Users = new(250, Chunk * 600, 5, NodeSelection.Nearest),
        Network = new(DelayKind.Modelled, null, null, 0),
        Ledger = new(Duration.FromSeconds(2), LagDistribution.Constant, 0),
        Payments = new(262144, Chunk, Chunk * 100, FreezeRuleKind.OwnPending, 8, Threshold(20)),
        Workload = new(DemandKind.Poisson, 4),
    };

    public static CommitRule Threshold(int chunks) => new() { Kind = CommitRuleKind.Threshold, Threshold = Chunk * chunks };

    /// <summary>Freeze threshold times commit rule.</summary>
    public static Plan Sweep(int thresholds = 7, int rules = 4, int seeds = 4)
    {
        (string Text, CommitRule Rule)[] all =
        [
            ("every chunk", new() { Kind = CommitRuleKind.EveryChunk }),
            ("threshold 20 chunks", Threshold(20)),
            ("coin 5 %", new() { Kind = CommitRuleKind.Coin, Probability = 0.05 }),
            ("interval 5 s", new() { Kind = CommitRuleKind.Interval, Interval = Duration.FromSeconds(5) }),
            ("article", new() { Kind = CommitRuleKind.Article, Alpha = 1, Shape = 3, Minimum = Chunk * 10 }),
            ("weibull 20 chunks", new() { Kind = CommitRuleKind.Weibull, Mean = Chunk * 20, Shape = 3 }),
        ];
        AxisValue[] freeze = [.. Enumerable.Range(0, thresholds).Select(i => new AxisValue($"{i * 40} chunks", i * 40))];
        Axis[] axes =
        [
            new("payments.freeze_threshold", "payments.freeze_threshold_chunks", "chunks", freeze),
            new("payments.commit", "payments.commit", null, [.. all.Take(rules).Select(r => new AxisValue(r.Text, null))]),
        ];
        List<Cell> cells = [];
        for (int i = 0; i < thresholds; i++)
        {
            for (int j = 0; j < rules; j++)
            {
                PaymentsSpec payments = Base.Payments with { FreezeThreshold = Chunk * (i * 40), Commit = all[j].Rule };
                Scenario scenario = Base with { Payments = payments };
                cells.Add(new(cells.Count, IdOf(cells.Count), [axes[0].Values[i], axes[1].Values[j]], scenario));
            }
        }

        return PlanOf("sample", axes, cells, seeds);
    }

    /// <summary>The commit rules of <see cref="Sweep"/> alone, at one freeze threshold.</summary>
    public static Plan Rules(int seeds = 4)
    {
        Plan sweep = Sweep(seeds: seeds, rules: 6);
        IEnumerable<Cell> chosen = sweep.Cells.Where(c => c.Coordinates[0].Number == 80);
        Cell[] cells = [.. chosen.Select((c, i) => c with { Index = i, Coordinates = [c.Coordinates[1]] })];
        return PlanOf("rules", [sweep.Axes[1]], cells, seeds);
    }

    public static Plan Single(int seeds = 3) => PlanOf("single", [], [new(0, IdOf(0), [], Base)], seeds);

    public static string IdOf(int i) => i.ToString("x12", CultureInfo.InvariantCulture);

    /// <summary>Invented outcomes that look like real ones: binomial draws around the closed form. Equal for equal (cell,
    /// seed).</summary>
    public static RunResult Outcome(Cell cell, ulong seed)
    {
        RandomStream random = new(seed, 7, cell.Index);
        int accounts = cell.Scenario.Users.Count;
        double freeze = cell.Scenario.Payments.FreezeThreshold.In(Chunk);
        double rate = new TheoryCurve().Predict(Measures.NegativeRate, cell.Scenario, 150) ?? Math.Exp(-freeze / 40);
        int negative = 0;
        for (int i = 0; i < accounts; i++)
            if (random.NextUniform() < rate * 0.9) negative++;
        Dictionary<string, MeasureValue> measures = new()
        {
            [Measures.NegativeRate] = new((double)negative / accounts, double.NaN, accounts),
            [Measures.FinalBalance] = new(freeze - 60 + random.NextNormal(), 16.5, accounts),
            [Measures.CommitsPer1000] = new(50 + random.NextUniform(), double.NaN, 1),
            [Measures.UnpaidTime] = new(150 + (0.1 * random.NextNormal()), double.NaN, accounts * 600),
            [Measures.TtfbP99] = new(seed == 2 ? double.NaN : 88.125, double.NaN, accounts),
        };
        return new(measures, random.NextBits(), 1_000_000 + (long)seed, 150_000);
    }

    public static JournalEntry Done(Cell cell, ulong seed) => new()
    {
        Key = new(cell.Id, seed),
        Status = RunStatus.Done,
        Result = Outcome(cell, seed),
        Engine = Engine.Fingerprint,
        WallMs = 12.5,
        PeakMb = 80,
    };

    public static JournalEntry Failed(Cell cell, ulong seed, string error) => new()
    {
        Key = new(cell.Id, seed),
        Status = RunStatus.Failed,
        Error = error,
        Engine = Engine.Fingerprint,
    };

    public static Dictionary<RunKey, JournalEntry> AllDone(Plan plan) => plan.Cells
        .SelectMany(c => plan.Seeds.Select(s => Done(c, s)))
        .ToDictionary(e => e.Key);

    public static IReadOnlyList<CellSummary> Summaries(Plan plan) => CellStatistics.Summarise(plan, AllDone(plan));

    private static Plan PlanOf(string name, IReadOnlyList<Axis> axes, IReadOnlyList<Cell> cells, int seeds) => new()
    {
        Name = name,
        Question = Base.Question,
        Axes = axes,
        Cells = cells,
        ExcludedCells = 0,
        Seeds = [.. Enumerable.Range(1, seeds).Select(i => (ulong)i)],
        Measures = [Measures.NegativeRate, Measures.FinalBalance, Measures.CommitsPer1000],
        Hash = (cells.Count * 1000 + seeds).ToString("x8", CultureInfo.InvariantCulture),
        ResolvedYaml = $"version: 1\nscenarios:\n  {name}: {{}}\n",
        Inputs = [new("data/rtt.csv", new string('a', 64))],
    };
}
