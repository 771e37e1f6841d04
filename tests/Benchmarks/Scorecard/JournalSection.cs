using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.World;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>What keeping runs costs beside making them, and how long a report of many takes.</summary>
internal sealed class JournalSection : ScoreSection
{
    private const int Runs = 10_000, Stored = 100_000;

    private const string Small = """
        version: 1
        scenarios:
          small:
            duration: 20 s
            nodes: 8
            users: {count: 10, balance: 60 chunks, serving_nodes: 3, selection: random}
            network: {delay: none}
            ledger: {lag: 2 s}
            payments: {freeze_threshold: 0 chunks, commit: {rule: threshold, threshold: 5 chunks}}
            workload: {rate: 4 chunks/s}
            sweep: {payments.freeze_threshold: {values: [0, 10, 20, 30, 40], unit: chunks}}
        """;

    private static readonly EngineInfo Engine = new("scorecard", "0", null, null);

    public override string Name => "journal";

    public override string Title => "What does it cost to keep runs, and how long does a report of 100,000 take?";

    public override IEnumerable<ScoreRow> Measure()
    {
        string root = Directory.CreateTempSubdirectory("fleek-sim-journal-").FullName;
        try
        {
            foreach (ScoreRow row in Cost(root)) yield return row;
            foreach (ScoreRow row in Report(Path.Combine(root, "large"))) yield return row;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static IEnumerable<ScoreRow> Cost(string root)
    {
        Plan plan = PlanOf($"1..{Runs}", sweep: false);
        Cell cell = plan.Cells[0];
        foreach (ulong seed in plan.Seeds.Take(500)) CellRunner.Run(cell.Scenario, seed, WorldInputs.None);
        (double alone, double aloneWall) = Timed(() =>
        {
            foreach (ulong seed in plan.Seeds) CellRunner.Run(cell.Scenario, seed, WorldInputs.None);
        });
        (double kept, double keptWall) = Timed(() =>
        {
            using ResultsFolder folder = ResultsFolder.Create(Path.Combine(root, "runs"), plan, Engine, "");
            foreach (ulong seed in plan.Seeds) folder.Append(Entry(cell, seed, CellRunner.Run(cell.Scenario, seed, WorldInputs.None)));
            folder.FinishManifest();
        });
        string what = $"{Runs:N0} runs of 10 users for 20 s";
        yield return new ScoreRow("runs and their journal", what, kept, "s of processor", alone, Goal: "< 2 times");
        yield return new ScoreRow("runs and their journal", what, keptWall, "s on the clock", aloneWall, Goal: "< 2 times");
    }

    /// <summary>Rows with the measures of a real run; the folder is written and read by the store's own code.</summary>
    private static IEnumerable<ScoreRow> Report(string path)
    {
        Plan plan = PlanOf($"1..{Stored / 5}", sweep: true);
        RunResult[] real = [.. plan.Cells.Select(c => CellRunner.Run(c.Scenario, 1, WorldInputs.None))];
        yield return Row("append", () =>
        {
            using ResultsFolder folder = ResultsFolder.Create(path, plan, Engine, "");
            foreach (ulong seed in plan.Seeds)
                foreach (Cell cell in plan.Cells) folder.Append(Entry(cell, seed, real[cell.Index] with { TraceHash = seed }));
            folder.FinishManifest();
        });
        ResultsFolder? opened = null;
        yield return Row("open", () => opened = ResultsFolder.Open(path, stored => PlanOf(string.Join(',', stored.Seeds), sweep: true)));
        using ResultsFolder folder = opened!;
        yield return Row("tables", folder.WriteTables);
        yield return Row("figures and report.html", folder.WriteReport);
    }

    private static ScoreRow Row(string what, Action work) => new(what, $"{Stored:N0} runs, 5 cells", Timed(work).Processor, "s of processor", Goal: "report < 10 s");

    private static (double Processor, double Wall) Timed(Action work)
    {
        TimeSpan before = Stopwatches.ProcessorTime;
        double wall = Stopwatches.WallSeconds(work);
        return ((Stopwatches.ProcessorTime - before).TotalSeconds, wall);
    }

    private static Plan PlanOf(string seeds, bool sweep) => Planner.Build(
        new SourceText("small.yaml", Small), new PlanRequest { Scenario = "small", Sweep = sweep, Seeds = seeds }, _ => null).Plan
        ?? throw new InvalidOperationException("the scenario of this section has no plan");

    private static JournalEntry Entry(Cell cell, ulong seed, RunResult result) => new()
    {
        Key = new RunKey(cell.Id, seed),
        Status = RunStatus.Done,
        Result = result,
        Engine = Engine.Fingerprint,
        WallMs = 1,
        PeakMb = 100,
    };
}
