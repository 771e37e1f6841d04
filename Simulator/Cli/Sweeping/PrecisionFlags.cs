using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>What <c>--until-ci</c>, <c>--max-seeds</c> and <c>--negligible</c> ask for.</summary>
/// <param name="Goal">Its measure is empty where the scenario's first is meant.</param>
/// <param name="MostSeeds">Null: as many as one may run without --yes, at most <see cref="PrecisionGoal.DefaultMostSeeds"/>.</param>
internal sealed record PrecisionFlags(PrecisionGoal Goal, int? MostSeeds)
{
    private const string Flag = "--until-ci";

    /// <summary>Null where no such flag was given.</summary>
    /// <exception cref="CommandException">One of them cannot be read, or has no meaning.</exception>
    public static PrecisionFlags? Read(VerbContext context, SimulationOptions flags)
    {
        int? most = context.Parsed.GetValue(flags.MaxSeeds);
        string? negligible = context.Parsed.GetValue(flags.Negligible);
        if (context.Parsed.GetValue(flags.UntilCi) is not { } given)
        {
            if (most is null && negligible is null) return null;
            throw CommandException.Usage($"{(most is null ? "--negligible" : "--max-seeds")} belongs to {Flag}", $"for example: {Flag} 5%");
        }
        if (context.Parsed.GetValue(flags.Trace)) throw CommandException.Usage($"--trace and {Flag} exclude each other");
        if (context.Parsed.GetValue(flags.Seed) is not null) throw CommandException.Usage($"--seed and {Flag} exclude each other");
        if (most is not null && context.Parsed.GetValue(flags.Seeds) is not null)
            throw CommandException.Usage("--seeds and --max-seeds exclude each other: the list is the most there may be");
        string[] parts = given.Split('=', 2, StringSplitOptions.TrimEntries);
        string measure = parts.Length == 2 ? parts[0] : "";
        if (measure.Length > 0) RequireMeasure(measure);
        double share = Share(context, Flag, parts[^1], "1");
        if (share == 0) throw CommandException.Usage($"{Flag} is a share above 0, such as 5%");
        PrecisionGoal goal = new(measure, share);
        return new(negligible is null ? goal : goal with { Negligible = Share(context, "--negligible", negligible, "0.5") }, most);
    }

    /// <summary>The goal for a plan: of its first measure, where none was named.</summary>
    public PrecisionGoal GoalOf(Plan plan) => Goal.Measure.Length > 0 ? Goal : Goal with { Measure = plan.Measures[0] };

    /// <summary>The plan's own seeds, and those after its last one up to the most.</summary>
    public string SeedsOf(Plan plan)
    {
        int most = MostSeeds ?? Math.Clamp(Planner.RunLimit / plan.Cells.Count, SeedLooks.First, PrecisionGoal.DefaultMostSeeds);
        List<ulong> seeds = [.. plan.Seeds.Take(most)];
        while (seeds.Count < most && seeds[^1] < ulong.MaxValue) seeds.Add(seeds[^1] + 1);
        return string.Join(',', seeds);
    }

    private static void RequireMeasure(string name)
    {
        if (Measures.All.Any(m => m.Name == name)) return;
        throw CommandException.Usage($"{Flag}: no measure named '{name}'" + (NearestWord.Find(name, Measures.All.Select(m => m.Name)) is { } nearest
            ? $"; did you mean '{nearest}'?"
            : "; `list measures` shows them"));
    }

    private static double Share(VerbContext context, string flag, string text, string most)
    {
        (double? share, IReadOnlyList<Diagnostic> problems) = QuantityFlag.Share(flag, text, most);
        if (share is { } read) return read;
        DiagnosticsPrinter.Print(context.Terminal, new SourceText(flag, text), problems, "nothing was run");
        throw CommandException.Printed(ExitCode.BadCommandLine);
    }
}
