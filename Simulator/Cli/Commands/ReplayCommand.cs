using System.CommandLine;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Replaying;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>replay</c>: one run again, event by event.</summary>
internal sealed class ReplayCommand
{
    private readonly CellOptions _cell = new();
    private readonly Option<string?> _until = new("--until")
    {
        Description = "Stop before everything that is due at this time, as '12.4 s' (default: run to the end)",
        HelpName = "time",
    };

    private readonly Option<string?> _from = new("--from") { Description = "Show no event before this time", HelpName = "time" };

    private readonly Option<string?> _user = new("--user") { Description = "Show only events of this user", HelpName = "id" };

    private readonly Option<string?> _node = new("--node") { Description = "Show only events that name this node", HelpName = "id" };

    private readonly Option<string?> _trace = new("--trace")
    {
        Description = "Write JSON lines too, to this file or else one under --out; with '-' to standard output, and no table",
        HelpName = "file",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private ReplayCommand()
    {
    }

    public static Command Create()
    {
        ReplayCommand replay = new();
        Command command = CommandTree.Verb("replay", "Run one seed again up to a time and print its events", replay.Run);
        replay._cell.Add(command);
        foreach (Option<string?> option in (Option<string?>[])[replay._until, replay._from, replay._user, replay._node, replay._trace])
            command.Options.Add(option);
        return command;
    }

    private int Run(VerbContext context)
    {
        Instant until = Time(context, _until) ?? Instant.Never;
        Instant? from = Time(context, _from);
        if (from >= until) throw CommandException.Usage("--from must be before --until");
        Plan plan = _cell.PlanOfPayments(context);
        int? user = Id(context, _user, plan.Cells[0].Scenario.Users.Count), node = Id(context, _node, plan.Cells[0].Scenario.Nodes);
        return ReplayVerb.Run(context, plan, new ReplayOrder(from ?? Instant.Zero, until, user, node, TracePath(context, plan)));
    }

    private string? TracePath(VerbContext context, Plan plan)
    {
        if (context.Parsed.GetResult(_trace) is not { Implicit: false }) return null;
        string? given = context.Parsed.GetValue(_trace);
        if (given == ReplayOrder.StandardOutput && context.Json)
            throw CommandException.Usage("--json and '--trace -' exclude each other: both are the answer");
        return given ?? Path.Combine(context.Out, plan.Name, $"replay-s{plan.Seeds[0]}.jsonl");
    }

    private static Instant? Time(VerbContext context, Option<string?> option)
    {
        if (context.Parsed.GetValue(option) is not { } text) return null;
        (Duration? time, IReadOnlyList<Diagnostic> problems) = DurationFlag.Read(option.Name, text);
        if (time is { } read) return Instant.Zero + read;
        DiagnosticsPrinter.Print(context.Terminal, new SourceText(option.Name, text), problems, "nothing was run");
        throw CommandException.Printed(ExitCode.BadCommandLine);
    }

    private static int? Id(VerbContext context, Option<string?> option, int count)
    {
        if (context.Parsed.GetValue(option) is not { } text) return null;
        if (int.TryParse(text, out int id) && id >= 0 && id < count) return id;
        throw CommandException.Usage($"{option.Name} takes an id from 0 to {count - 1}, not '{text}'");
    }
}
