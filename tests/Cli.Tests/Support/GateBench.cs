using Fleek.Analysis.Comparing;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Checking;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Tests.Support;

/// <summary>A gate on a scenario of small.yaml in this process: one simulation makes the baseline, another is judged by it.</summary>
internal sealed class GateBench
{
    public GateBench(string scenario = "small", bool grid = false, string seeds = "1..16")
    {
        SourceText source = new("scenarios.yaml", File.ReadAllText(Sandbox.FilePath("small.yaml")));
        PlanResult result = Planner.Build(source, new PlanRequest { Scenario = scenario, Sweep = grid, Seeds = seeds }, _ => null);
        Plan plan = result.Plan ?? throw new InvalidOperationException(result.Diagnostics[0].Message);
        Plan = new GatePlan(plan, source, []);
        Good = ThisBuild.With(InputFiles.Load(plan));
    }

    public GatePlan Plan { get; }

    /// <summary>The simulation as it is.</summary>
    public Simulation Good { get; }

    /// <summary>A bug as somebody might make it: what a node has pending itself is no longer subtracted.</summary>
    public Simulation WithoutOwnPending => (task, observer, cancel) =>
    {
        Cell cell = task.Cell;
        PaymentsBug(ref cell);
        return Good(task with { Cell = cell }, observer, cancel);
    };

    public IReadOnlyDictionary<RunKey, RunResult> Rows(Simulation simulation) => Plan.Plan.Cells
        .SelectMany(c => Plan.Plan.Seeds.Select(s => new RunTask(c, s)))
        .ToDictionary(t => t.Key, t => simulation(t, null, CancellationToken.None));

    public Baseline Baseline(Simulation simulation, string? architecture = null)
    {
        IReadOnlyDictionary<RunKey, RunResult> rows = Rows(simulation);
        return BaselineRows.Make(Plan.Plan, rows, DecisionRuns.Of(Plan.Plan, rows, simulation),
            ("0123456789abcdef", "0.1.0", architecture ?? Gate.Architecture), "the first one", "2026-08-20");
    }

    /// <summary>Judges a simulation by the baseline of another, which is read from the text that would be its file.</summary>
    public GateReport Judge(Simulation now, Baseline baseline, bool strict = false)
    {
        Baseline read = BaselineReader.Read(BaselineWriter.Write(baseline), "small.json");
        GateReport report = new("small", "baselines/small.json", GatePlan.Places(Plan.Source, "small")) { Strict = strict };
        try
        {
            return new Gate(Plan, read, () => Rows(now), now).Judge(report, read.Measures);
        }
        catch (BaselineException problem)
        {
            return report with { Problem = problem };
        }
    }

    /// <summary>Every decision of a run, in order.</summary>
    public IReadOnlyList<TracedEffect> Decisions(Simulation simulation, int cell, ulong seed)
    {
        DecisionTrail trail = new(record: new EffectInterval(0, long.MaxValue));
        simulation(new RunTask(Plan.Plan.Cells[cell], seed), new World.RunObserver { Decisions = trail }, CancellationToken.None);
        return trail.Recorded;
    }

    private static void PaymentsBug(ref Cell cell) => cell = cell with
    {
        Scenario = cell.Scenario with { Payments = cell.Scenario.Payments with { FreezeRule = FreezeRuleKind.CommonView } },
    };
}
