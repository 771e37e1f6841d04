using Fleek.Analysis.Comparing;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Checking;

/// <summary><c>check</c>: runs a scenario and judges it by its baseline.</summary>
internal static class CheckVerb
{
    public static int Run(VerbContext context, CheckOrder order)
    {
        GateReport report = Judge(context, order);
        order.Formats.Write(report, context.Terminal);
        // The exit code's reason, also where the answer went to a file.
        if (report.ExitCode != ExitCode.Ok) context.Terminal.Error(ChangeText.Conclusion(report), report.Problem?.Help);
        return report.ExitCode;
    }

    private static GateReport Judge(VerbContext context, CheckOrder order)
    {
        string path = BaselineFile.PathOf(order.Baseline, order.Scenario);
        Scenarios.Reading.SourceText source = context.ReadScenarioFile();
        GateReport report = new(order.Scenario, path, GatePlan.Places(source, order.Scenario)) { Strict = order.Strict };
        // A scenario that is not there is a bad command line, whatever baselines there are.
        GatePlan asItStands = GatePlan.Of(context, order.Scenario, grid: false, seeds: null);
        try
        {
            Baseline baseline = BaselineFile.Read(path);
            if (baseline.Scenario != order.Scenario)
                throw new BaselineException($"{path} is a baseline of '{baseline.Scenario}'", $"that of '{order.Scenario}' is another file");
            GatePlan plan = GatePlan.Of(context, order.Scenario, baseline.Grid, string.Join(',', baseline.Seeds));
            if (!asItStands.Plan.Seeds.SequenceEqual(baseline.Seeds))
                context.Terminal.Note($"the seeds are those of the baseline, not those that {order.Scenario} has now");
            InputFiles inputs = InputFiles.Load(plan.Plan);
            Simulation simulation = ThisBuild.With(inputs);
            MemoryRuns runs = new(context, plan.Plan, order.Jobs, plan.ReplayFlags);
            return new Gate(plan, baseline, () => runs.Run(simulation), simulation).Judge(report, GatePlan.Judged(baseline, order.Only));
        }
        catch (BaselineException problem)
        {
            return report with { Problem = problem };
        }
    }
}
