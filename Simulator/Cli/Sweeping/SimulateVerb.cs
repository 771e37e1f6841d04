using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>What run and sweep share: the flags become a plan, and the plan is run.</summary>
internal static class SimulateVerb
{
    /// <summary>The code of a name that the file does not have: it came from the command line.</summary>
    private const string UnknownScenario = "FS1018";

    public static int Run(VerbContext context, SimulationOptions flags, bool sweep)
    {
        SweepOptions options = flags.Read(context.Parsed);
        PrecisionFlags? precision = PrecisionFlags.Read(context, flags);
        (Plan plan, List<string> replay) = PlanOf(context, flags, sweep, [], options.Yes || options.DryRun, precision);
        if (precision is not null) options = options with { Until = precision.GoalOf(plan) };
        return PlanRunner.Run(plan, context, options, replay);
    }

    /// <summary>The plan that the flags mean, and the flags that a command to replay one run of it needs beside axes and seed.</summary>
    /// <param name="sets">What counts beside <c>--set</c>, and over it.</param>
    /// <param name="yes">However many runs it has.</param>
    /// <param name="precision">Where runs go on until something is known, as exactly as these flags say.</param>
    /// <exception cref="CommandException">They mean none; what is wrong has been printed.</exception>
    public static (Plan Plan, List<string> ReplayFlags) PlanOf(
        VerbContext context, SimulationOptions flags, bool sweep, IReadOnlyList<string> sets, bool yes,
        PrecisionFlags? precision = null)
    {
        SourceText source = context.ReadScenarioFile();
        string[] given = [.. context.Parsed.GetValue(flags.Set) ?? [], .. sets];
        PlanRequest request = new()
        {
            Scenario = context.Parsed.GetValue(flags.Scenario)!,
            Sweep = sweep,
            Sets = given,
            Where = sweep ? context.Parsed.GetValue(flags.Where) : null,
            Seeds = SeedsOf(context, flags),
        };
        PlanResult result = Planner.Build(source, request, InputFiles.Sha256);
        if (result.Plan is { } asStated && precision is not null && request.Seeds is null)
            result = Planner.Build(source, request with { Seeds = precision.SeedsOf(asStated) }, InputFiles.Sha256);
        if (result.Plan is not { } plan)
        {
            DiagnosticsPrinter.Print(context.Terminal, source, result.Diagnostics, "nothing was run");
            throw CommandException.Printed(ExitCodeOf(result.Diagnostics));
        }
        if (plan.Runs > Planner.RunLimit && !yes)
        {
            throw CommandException.Usage(
                $"this plan has {plan.Cells.Count} cells x {plan.Seeds.Count} seeds = {plan.Runs} runs, more than {Planner.RunLimit}",
                precision is null ? "go ahead with --yes, or narrow it with --where or --seeds" : "go ahead with --yes, or lower --max-seeds");
        }
        return (plan, ReplayFlags(context, source, given, plan));
    }

    /// <summary>What is wrong with flags alone is a bad command line; anything in the file is a bad file.</summary>
    internal static int ExitCodeOf(IReadOnlyList<Diagnostic> diagnostics) =>
        diagnostics.Count > 0 && diagnostics.All(d => d.Code == UnknownScenario || DiagnosticsPrinter.IsFlag(d))
            ? ExitCode.BadCommandLine
            : ExitCode.BadScenario;

    private static string? SeedsOf(VerbContext context, SimulationOptions flags)
    {
        string? one = context.Parsed.GetValue(flags.Seed);
        string? many = context.Parsed.GetValue(flags.Seeds);
        if (one is not null && many is not null) throw CommandException.Usage("--seed and --seeds exclude each other");
        if (one is not null && !ulong.TryParse(one, out _))
            throw CommandException.Usage($"--seed takes one whole number, not '{one}'", "for several: --seeds 1..32");
        return one ?? many;
    }

    /// <summary>The flags that a command to replay one run needs beside the run's own axes and seed.</summary>
    private static List<string> ReplayFlags(VerbContext context, SourceText source, string[] sets, Plan plan)
    {
        List<string> flags = [];
        if (source.Path != ScenarioFile.Default()) flags.AddRange(["--file", source.Path]);
        foreach (string set in sets)
        {
            if (plan.Axes.Any(a => set.StartsWith(a.Path + "=", StringComparison.Ordinal))) continue;
            flags.AddRange(["--set", set]);
        }
        if (context.Out != "results") flags.AddRange(["--out", context.Out]);
        return flags;
    }
}
