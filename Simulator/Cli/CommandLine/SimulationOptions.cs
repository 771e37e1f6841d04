using System.CommandLine;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Flags of the verbs that simulate: run, sweep and, without those that shape a plan, resume.</summary>
internal sealed class SimulationOptions
{
    public Argument<string> Scenario { get; } = new("scenario") { Description = "Name of a scenario; `list` shows them" };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Override one key, as 'payments.freeze_threshold=50 chunks'; in a sweep 'key=a,b,c' adds an axis",
        HelpName = "key=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string?> Seed { get; } = new("--seed") { Description = "One seed", HelpName = "n" };

    public Option<string?> Seeds { get; } = new("--seeds") { Description = "Seeds, as 1..32 or 1,5,9", HelpName = "list" };

    public Option<string?> UntilCi { get; } = new("--until-ci")
    {
        Description = "Add seeds to each cell until the 95 % interval is within this share of the mean: 5%, or overshoot_chunks=5% "
            + "(default: of the first measure)",
        HelpName = "share",
    };

    public Option<int?> MaxSeeds { get; } = Positive("--max-seeds", "With --until-ci: most seeds of a cell (default: 1000, fewer for many cells)");

    public Option<string?> Negligible { get; } = new("--negligible")
    {
        Description = "With --until-ci: a rate certainly below this needs no more seeds (default: 0.01%)",
        HelpName = "share",
    };

    public Option<string?> Where { get; } = new("--where")
    {
        Description = "Keep only cells for which this holds, as 'ledger.lag <= 2 s'",
        HelpName = "expression",
    };

    public Option<int?> Jobs { get; } = Positive("--jobs", "Runs at the same time (default: all cores)", "-j");

    public Option<int?> MaxFailures { get; } = Positive("--max-failures", "Stop after this many failed runs");

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Show the plan and run nothing" };

    public Option<bool> Trace { get; } = new("--trace") { Description = "Write a trace file for each run" };

    public Option<bool> FailFast { get; } = new("--fail-fast") { Description = "Stop at the first failed run" };

    public Option<bool> Fresh { get; } = new("--fresh") { Description = "Start a new results folder of the same plan" };

    public Option<bool> MixBuilds { get; } = new("--mix-builds")
    {
        Description = "Add to a folder of another build although it behaves differently; the report says so",
    };

    public Option<bool> Yes { get; } = new("--yes") { Description = "Go ahead with more runs, or more trace files, than usual" };

    public Option<bool> Open { get; } = new("--open") { Description = "Open report.html when done" };

    public void AddPlanning(Command command, bool sweep)
    {
        command.Arguments.Add(Scenario);
        command.Options.Add(Set);
        command.Options.Add(Seed);
        command.Options.Add(Seeds);
        command.Options.Add(UntilCi);
        command.Options.Add(MaxSeeds);
        command.Options.Add(Negligible);
        if (sweep) command.Options.Add(Where);
    }

    public void AddRunning(Command command)
    {
        command.Options.Add(Jobs);
        command.Options.Add(DryRun);
        command.Options.Add(Trace);
        command.Options.Add(FailFast);
        command.Options.Add(MaxFailures);
        command.Options.Add(Fresh);
        command.Options.Add(MixBuilds);
        command.Options.Add(Yes);
        command.Options.Add(Open);
    }

    public SweepOptions Read(ParseResult parsed) => new()
    {
        Jobs = parsed.GetValue(Jobs) ?? Environment.ProcessorCount,
        MaxFailures = parsed.GetValue(FailFast) ? 1 : parsed.GetValue(MaxFailures) ?? int.MaxValue,
        DryRun = parsed.GetValue(DryRun),
        Trace = parsed.GetValue(Trace),
        Fresh = parsed.GetValue(Fresh),
        MixBuilds = parsed.GetValue(MixBuilds),
        Yes = parsed.GetValue(Yes),
        OpenReport = parsed.GetValue(Open),
    };

    internal static Option<int?> Positive(string name, string description, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result =>
        {
            string given = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (int.TryParse(given, out int number) && number > 0) return number;
            result.AddError($"{name} takes a whole number from 1, not '{given}'");
            return null;
        },
    };
}
