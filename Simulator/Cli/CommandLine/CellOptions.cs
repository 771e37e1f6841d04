using System.CommandLine;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Flags of the verbs that look closely at one run: of a scenario's base cell, with one seed.</summary>
internal sealed class CellOptions
{
    public Argument<string> Scenario { get; } = new("scenario") { Description = "Name of a scenario; `list` shows them" };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Override one key, as 'payments.freeze_threshold=50 chunks'",
        HelpName = "key=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string?> Seed { get; } = new("--seed") { Description = "The seed (default: the scenario's first)", HelpName = "n" };

    public void Add(Command command)
    {
        command.Arguments.Add(Scenario);
        command.Options.Add(Set);
        command.Options.Add(Seed);
    }

    /// <summary>The run that the flags mean; its seed is the plan's first.</summary>
    /// <exception cref="CommandException">They mean none; what is wrong has been printed.</exception>
    public Plan Plan(VerbContext context)
    {
        string? seed = context.Parsed.GetValue(Seed);
        if (seed is not null && !ulong.TryParse(seed, out _))
            throw CommandException.Usage($"--seed takes one whole number, not '{seed}'");
        SourceText source = context.ReadScenarioFile();
        PlanRequest request = new()
        {
            Scenario = context.Parsed.GetValue(Scenario)!,
            Sets = context.Parsed.GetValue(Set) ?? [],
            Seeds = seed,
        };
        PlanResult result = Planner.Build(source, request, InputFiles.Sha256);
        if (result.Plan is { } plan) return plan;
        DiagnosticsPrinter.Print(context.Terminal, source, result.Diagnostics, "nothing was run");
        throw CommandException.Printed(SimulateVerb.ExitCodeOf(result.Diagnostics));
    }

    /// <summary>As <see cref="Plan"/>, of a scenario in which somebody pays.</summary>
    /// <exception cref="CommandException">As there, or the scenario is a study: it has no messages and no accounts.</exception>
    public Plan PlanOfPayments(VerbContext context)
    {
        Plan plan = Plan(context);
        if (!plan.Cells[0].Scenario.IsStudy) return plan;
        throw CommandException.Usage($"{plan.Name} is a study without messages and accounts", "`run` and `sweep` run it");
    }
}
