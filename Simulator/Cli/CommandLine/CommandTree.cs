using System.CommandLine;
using Fleek.Sim.Cli.Commands;
using Fleek.Sim.Cli.Routing;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>The verbs, in the order in which help lists them.</summary>
internal static class CommandTree
{
    public static RootCommand Build(CommonOptions common)
    {
        RootCommand root = new("Simulates optimistic micropayments in an edge network: who overspends, and what preventing it "
            + "costs");
        foreach (Option option in common.All) root.Options.Add(option);
        Command[] verbs =
        [
            RunCommand.Create(), SweepCommand.Create(), ResumeCommand.Create(),
            CheckCommand.Create(), BaselineCommand.Create(), CompareCommand.Create(),
            ThresholdCommand.Create(), RareCommand.Create(), CascadesCommand.Create(),
            ReplayCommand.Create(), DeterminismCommand.Create(), ExchangeCommand.Create(),
            ListCommand.Create(), ExplainCommand.Create(), TheoryCommand.Create(), ValidateCommand.Create(),
            RoutesCommand.Create(), LiveCommand.Create(),
            ReportCommand.Create(), ExportCommand.Create(), SchemaCommand.Create(), CompletionCommand.Create(), DoctorCommand.Create(), VersionCommand.Create(),
            TrailCommand.Create(), CompletionCommand.CreateHidden(),
        ];
        foreach (Command verb in verbs) root.Subcommands.Add(verb);
        return root;
    }

    /// <summary>A verb with its body.</summary>
    public static Command Verb(string name, string description, Func<VerbContext, int> body) =>
        new(name, description) { Action = new VerbAction(body) };
}
