using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Determinism;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Commands;

/// <summary>The child's half of <c>determinism</c>, hidden: runs the plan on its standard input and prints the trail.</summary>
internal static class TrailCommand
{
    public static Command Create()
    {
        Argument<string> scenario = new("scenario") { Description = "Name of the scenario on standard input" };
        Option<ulong> seed = new("--seed") { Required = true };
        Option<string?> record = new("--record") { HelpName = "from..to" };
        Command command = CommandTree.Verb(ChildRun.Verb, "Answer a `determinism` in another process", context =>
            Answer(context, context.Parsed.GetValue(scenario)!, context.Parsed.GetValue(seed), context.Parsed.GetValue(record)));
        command.Hidden = true;
        command.Arguments.Add(scenario);
        command.Options.Add(seed);
        command.Options.Add(record);
        return command;
    }

    private static int Answer(VerbContext context, string scenario, ulong seed, string? record)
    {
        // Ctrl-C reaches parent and child alike; the parent decides.
        using PosixSignalRegistration ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true);
        // Never closed: a thread waits for its end until the process has ended.
        StreamReader input = new(Console.OpenStandardInput(), new UTF8Encoding(false));
        SourceText source = new("plan.yaml", ReadPlan(input));
        EndWith(input);
        PlanResult result = Planner.Build(source, new PlanRequest { Scenario = scenario, Seeds = $"{seed}" }, InputFiles.Sha256);
        if (result.Plan is not { } plan)
            throw new CommandException(ExitCode.BadScenario, $"the plan on standard input: {result.Diagnostics[0].Message}");
        Cell cell = plan.Cells[0];
        RunTrail trail = InProcess.With(InputFiles.Load(plan))(new RunTask(cell, seed), Interval(record), CancellationToken.None);
        using StringWriter text = new();
        TrailText.Write(text, cell.Id, trail);
        context.Terminal.AnswerBytes(Encoding.UTF8.GetBytes(text.ToString()));
        return ExitCode.Ok;
    }

    private static string ReadPlan(StreamReader input)
    {
        try
        {
            return ChildRun.Receive(input);
        }
        catch (FormatException problem)
        {
            throw CommandException.Usage($"'{ChildRun.Verb}' is for `determinism` alone: {problem.Message} on standard input");
        }
    }

    /// <summary>Standard input ends when the parent does: nobody is left to answer.</summary>
    private static void EndWith(StreamReader input) =>
        new Thread(() =>
        {
            if (input.Read() < 0) Environment.Exit(ExitCode.Terminated);
        })
        {
            IsBackground = true,
            Name = "parent",
        }.Start();

    private static EffectInterval? Interval(string? text)
    {
        if (text is null) return null;
        string[] ends = text.Split("..");
        return ends.Length == 2 && long.TryParse(ends[0], out long from) && long.TryParse(ends[1], out long to)
            ? new EffectInterval(from, to)
            : throw CommandException.Usage($"--record takes from..to, not '{text}'");
    }
}
