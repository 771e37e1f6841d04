using Fleek.Analysis.Comparing;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Checking;

/// <summary><c>check</c>: runs scenarios and judges each by its baseline. They share the chance of a false alarm.</summary>
internal static class CheckVerb
{
    public static int Run(VerbContext context, CheckOrder order)
    {
        if (order.Scenarios.Count != order.Scenarios.Distinct().Count()) throw CommandException.Usage("a scenario is named twice");
        if (order.Scenarios.Count > 1 && order.Baseline.EndsWith(".json", StringComparison.Ordinal))
            throw CommandException.Usage($"{order.Baseline} is the baseline of one scenario", "name the folder of baselines");
        // A scenario that is not there is a bad command line, whatever baselines there are, and before anything is run.
        GatePlan[] asTheyStand = [.. order.Scenarios.Select(s => GatePlan.Of(context, s, grid: false, seeds: null))];
        GateReport[] reports = [.. asTheyStand.Select(plan => Judge(context, order, plan))];
        order.Formats.Write(reports, context.Terminal);
        // The exit code's reason, also where the answer went to a file.
        foreach (GateReport report in reports.Where(r => r.ExitCode != ExitCode.Ok))
        {
            string of = reports.Length > 1 ? $"{report.Scenario}: " : "";
            context.Terminal.Error(of + ChangeText.Conclusion(report), report.Problem?.Help);
        }
        return ExitCode.Gravest([.. reports.Select(r => r.ExitCode)]);
    }

    private static GateReport Judge(VerbContext context, CheckOrder order, GatePlan asItStands)
    {
        string scenario = asItStands.Plan.Name;
        string path = BaselineFile.PathOf(order.Baseline, scenario);
        GateReport report = new(scenario, path, GatePlan.Places(asItStands.Source, scenario)) { Strict = order.Strict, Level = Comparison.FamilyLevel / order.Scenarios.Count };
        try
        {
            Baseline baseline = BaselineFile.Read(path);
            if (baseline.Scenario != scenario)
                throw new BaselineException($"{path} is a baseline of '{baseline.Scenario}'", $"that of '{scenario}' is another file");
            GatePlan plan = GatePlan.Of(context, scenario, baseline.Grid, string.Join(',', baseline.Seeds));
            if (!asItStands.Plan.Seeds.SequenceEqual(baseline.Seeds))
                context.Terminal.Note($"the seeds are those of the baseline, not those that {scenario} has now");
            InputFiles inputs = InputFiles.Load(plan.Plan);
            Simulation simulation = ThisBuild.With(inputs);
            MemoryRuns runs = new(context, plan.Plan, order.Jobs, plan.ReplayFlags);
            return new Gate(plan, baseline, () => runs.Run(simulation), simulation).Judge(
                report, GatePlan.Judged(baseline, order.Only));
        }
        catch (BaselineException problem)
        {
            return report with { Problem = problem };
        }
    }
}
