using System.Text;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Replaying;

/// <summary><c>replay</c>: one run again, event by event, up to a time.</summary>
internal static class ReplayVerb
{
    public static int Run(VerbContext context, Plan plan, ReplayOrder order)
    {
        Terminal terminal = context.Terminal;
        InputFiles inputs = InputFiles.Load(plan);
        using Interrupts interrupts = new(atOnce: true);
        try
        {
            if (order.TracePath is null or ReplayOrder.StandardOutput) Replay(context, plan, order, inputs, null, interrupts.Now);
            else IntoFile(context, plan, order, inputs, order.TracePath, interrupts.Now);
            return ExitCode.Ok;
        }
        catch (OperationCanceledException) when (interrupts.Requested)
        {
            terminal.Flush();
            terminal.Say("stopped: the events above are not all");
            return interrupts.ExitCodeOfSignal;
        }
    }

    /// <summary>The file appears only when the replay has ended well.</summary>
    private static void IntoFile(
        VerbContext context, Plan plan, ReplayOrder order, InputFiles inputs, string path, CancellationToken cancel)
    {
        string partial = path + ".part";
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            using (StreamWriter file = new(partial, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
                Replay(context, plan, order, inputs, file, cancel);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Usage($"cannot write the trace '{path}': {FileProblem.Of(problem)}");
        }
        context.Terminal.Note($"trace: {path}");
    }

    private static void Replay(
        VerbContext context, Plan plan, ReplayOrder order, InputFiles inputs, StreamWriter? file, CancellationToken cancel)
    {
        Terminal terminal = context.Terminal;
        Scenario scenario = plan.Cells[0].Scenario;
        using TextWriter lines = new AnswerWriter(terminal);
        using JsonArrayTrace array = new(terminal, scenario.Payments.Price);
        bool bare = order.TracePath == ReplayOrder.StandardOutput;
        if (context.Json && !bare) terminal.Answer("{\n  \"trace\": [");
        List<ITraceSink> sinks =
        [
            bare ? new JsonLinesTrace(lines, scenario.Payments.Price)
                : context.Json ? array
                : new EventTable(terminal, scenario, order.Until),
        ];
        if (file is not null) sinks.Add(new JsonLinesTrace(file, scenario.Payments.Price));
        TraceFilter filter = new(order.From, order.User, order.Node, sinks);
        RunObserver observer = new() { Trace = filter };
        RunState state = CellRunner.RunUntil(scenario, plan.Seeds[0], inputs.Of(scenario), observer, order.Until, cancel);
        ReplaySummary summary = new(plan, order, state, filter.Shown, observer.Effects);
        if (bare)
        {
            foreach (string line in summary.Lines()) terminal.Note(line);
        }
        else if (context.Json)
        {
            array.Finish();
            terminal.Answer("  ],");
            // The object was opened before its first event.
            terminal.Answer(summary.Json()["{\n".Length..]);
        }
        else
        {
            terminal.Answer("");
            foreach (string line in summary.Lines()) terminal.Answer(line);
        }
    }
}
