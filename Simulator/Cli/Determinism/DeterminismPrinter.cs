using System.Runtime.InteropServices;
using System.Text.Json;
using Fleek.Core.Wire;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Determinism;

/// <summary>The answer of <c>determinism</c>: a line a run, and the first effect that differs from both sides.</summary>
internal static class DeterminismPrinter
{
    public static void Print(VerbContext context, Plan plan, DeterminismReport report)
    {
        Terminal terminal = context.Terminal;
        if (context.Json)
        {
            terminal.Answer(Json(plan, report));
        }
        else
        {
            terminal.Answer(terminal.Strong($"{plan.Name}  cell {plan.Cells[0].Id}"));
            foreach (string line in Lines(report, Terminal.OutputWidth)) terminal.Answer(line);
        }
        if (report.Parting is not { } parting) return;
        // The exit code's reason, also where the answer went to a file.
        terminal.Error($"seed {parting.Other.Trail.Seed} gave two results: {parting.First.Way.Name}, and {parting.Other.Way.Name}");
    }

    internal static IEnumerable<string> Lines(DeterminismReport report, int width) =>
        [.. Table(report).Lines(width), .. Verdict(report, width)];

    private static TextTable Table(DeterminismReport report)
    {
        TextTable table = new("run", "seed", "events", "effects", "trace hash", "same");
        foreach (RunRow row in report.Rows)
        {
            string same = row.Same switch { true => "yes", false => "NO", _ => "-" };
            table.Add(row.Way.Name, $"{row.Trail.Seed}", $"{row.Trail.Result.Events}", $"{row.Trail.Ladder.Effects}",
                $"{row.Trail.Result.TraceHash:x16}", same);
        }
        return table;
    }

    private static IEnumerable<string> Verdict(DeterminismReport report, int width)
    {
        int seeds = report.Rows.Select(r => r.Trail.Seed).Distinct().Count();
        if (report.Parting is not { } parting)
        {
            yield return $"one trace a seed: {report.Rows.Count} runs of {seeds} seeds, traces and measures the same";
            yield break;
        }
        if (parting.Interval is not { } interval)
        {
            string what = parting.Measure is { } measure ? $"the measure {measure} differs" : "the counts of events differ";
            yield return $"the traces are the same, and {what}";
            yield break;
        }
        yield return $"parted between the rungs after {interval.From} and {interval.To} effects";
        if (!parting.SeenAgain)
        {
            yield return "run again, they did the same there: the difference comes and goes";
            yield break;
        }
        yield return $"first effect that differs: number {parting.Ordinal}, counted from 0";
        TextTable table = new("run", "t_s", "actor", "effect", "message", "reason", "user", "node", "number", "amount_units");
        table.Add(Cells(parting.First.Way.Name, parting.Expected));
        table.Add(Cells(parting.Other.Way.Name, parting.Actual));
        foreach (string line in table.Lines(width)) yield return line;
    }

    private static string[] Cells(string run, TracedEffect? effect)
    {
        if (effect is not { } e) return [run, "ended", "-", "-", "-", "-", "-", "-", "-", "-"];
        Message m = e.Effect.Message;
        return
        [
            run, Seconds(e), Actor(e), $"{e.Effect.Kind}", $"{m.Kind}", $"{m.Reason}", $"{m.User.Value}", $"{m.Node.Value}",
            $"{m.Number}", $"{m.Amount.Units}",
        ];
    }

    private static string Json(Plan plan, DeterminismReport report) => JsonSerializer.Serialize(
        new
        {
            scenario = plan.Name,
            cell = plan.Cells[0].Id,
            deterministic = report.OneTracePerSeed,
            runtime = RuntimeInformation.FrameworkDescription,
            architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
            runs = report.Rows.Select(row => new
            {
                run = row.Way.Name,
                seed = row.Trail.Seed,
                events = row.Trail.Result.Events,
                effects = row.Trail.Ladder.Effects,
                trace_hash = $"{row.Trail.Result.TraceHash:x16}",
                same = row.Same,
                server_gc = row.Trail.ServerGc,
            }),
            parting = report.Parting is not { } parting ? null : new
            {
                seed = parting.Other.Trail.Seed,
                runs = new[] { parting.First.Way.Name, parting.Other.Way.Name },
                after_effects = parting.Interval?.From,
                before_effects = parting.Interval?.To,
                measure = parting.Measure,
                effect = parting.Ordinal,
                expected = Fields(parting.Expected),
                actual = Fields(parting.Actual),
            },
        },
        JsonText.Options);

    private static object? Fields(TracedEffect? effect) => effect is not { } e ? null : new
    {
        t_s = e.At.Nanoseconds / 1_000_000_000m,
        actor = Actor(e),
        effect = $"{e.Effect.Kind}",
        message = $"{e.Effect.Message.Kind}",
        reason = $"{e.Effect.Message.Reason}",
        user = e.Effect.Message.User.Value,
        node = e.Effect.Message.Node.Value,
        number = e.Effect.Message.Number,
        amount_units = e.Effect.Message.Amount.Units,
    };

    private static string Actor(TracedEffect e) => $"{(e.Actor == ActorKind.Node ? "node" : "user")} {e.ActorId}";

    private static string Seconds(TracedEffect e) => $"{e.At.Nanoseconds / 1_000_000_000m:0.000000000}";
}
