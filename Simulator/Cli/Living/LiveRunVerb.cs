using System.Text.Json;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Living;

/// <summary><c>run --live</c> and <c>live run</c>: one seed of a scenario on real sockets, its prediction made and stored before it begins.</summary>
internal static class LiveRunVerb
{
    /// <param name="crew">The machines that play it.</param>
    public static int Run(VerbContext context, SimulationOptions flags, LiveFlags liveFlags, ILiveCrew crew)
    {
        LiveChoice choice = liveFlags.Read(context);
        if (context.Parsed.GetValue(flags.UntilCi) is not null || context.Parsed.GetValue(flags.Trace))
            throw CommandException.Usage("--until-ci and --trace are for simulated runs", "leave --live out");
        Plan plan = PlanOf(context, flags, choice, crew);
        Scenario scenario = plan.Cells[0].Scenario;
        ulong seed = plan.Seeds[0];
        WorldInputs inputs = InputFiles.Load(plan).Of(scenario).Above(crew.Floors(scenario));
        string folder = FolderOf(context.Out, plan);
        Terminal terminal = context.Terminal;
        using Interrupts interrupts = new(atOnce: true);

        terminal.Note($"predicting from {choice.PredictSeeds} simulated runs");
        LivePrediction prediction = LivePrediction.Of(scenario, seed, choice.PredictSeeds, inputs, interrupts.Now);
        Directory.CreateDirectory(folder);
        WriteJson(Path.Combine(folder, "prediction.json"), prediction);
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), plan.ResolvedYaml);

        if (crew.Preflight is { } looked) WriteJson(Path.Combine(folder, "preflight.json"), LabPreflight.JsonOf(looked));

        LiveTerms terms = LiveTermsMaker.Make(plan, scenario, seed, inputs) with { ServesMetrics = choice.ServesMetrics };
        LiveSetting setting = new(terms, scenario, crew.Roles(terms, scenario, Path.Combine(folder, "roles"))) 
        {
            Restarts = choice.Restarts, Audit = choice.Audit,
        };
        LiveStatusLine status = new(terminal, plan.Thresholds, scenario.Users.Count);
        using StreamWriter log = new(Path.Combine(folder, "roles.log")) { AutoFlush = true };
        LiveOutcome outcome = PlayAsync(setting, status, log, interrupts).GetAwaiter().GetResult();
        if (ClosedRun.Check(scenario, seed, inputs, outcome) is { } equal) outcome = outcome with { Checks = [.. outcome.Checks, equal] };
        LiveReport report = ReportOf(plan, seed, prediction, outcome);
        WriteJson(Path.Combine(folder, "outcome.json"), LiveJson.Of(report));
        LiveAnswer.Print(context, report, folder);
        if (interrupts.ExitCodeOfSignal != 0) terminal.Say("demand was ended early; what was under way is finished, committed and reported");
        int thresholds = PlanRunner.OfThresholds(plan, report.Cells, terminal);
        return outcome.IsExact
            ? interrupts.ExitCodeOfSignal != 0 ? interrupts.ExitCodeOfSignal : thresholds
            : ExitCode.InvariantBroke;
    }

    private static async Task<LiveOutcome> PlayAsync(LiveSetting setting, LiveStatusLine status, StreamWriter log, Interrupts interrupts)
    {
        LiveConductor conductor = new(setting, status.Heard, (role, line) =>
        {
            lock (log) log.WriteLine($"{role}: {line}");
        }, status.Said);
        try
        {
            return await conductor.RunAsync(interrupts.Now);
        }
        catch (LiveRunException problem)
        {
            throw new CommandException(ExitCode.RunsFailed, problem.Message, problem.Help);
        }
    }

    /// <summary>The scenario's base with so many users as the machine is asked to carry, and one seed.</summary>
    internal static Plan PlanOf(VerbContext context, SimulationOptions flags, LiveChoice choice, ILiveCrew crew)
    {
        List<string> sets = choice.Duration is { } duration ? [$"duration={duration}"] : [];
        (Plan whole, _) = SimulateVerb.PlanOf(context, flags, sweep: false, sets, yes: true);
        Scenario scenario = whole.Cells[0].Scenario;
        LivePlayable.Require(scenario);
        int users = Math.Max(LiveBudget.Users(scenario, choice.MaxBitsPerSecond), (scenario.Users.Dry?.Count ?? 0) + 1);
        if (crew.MaxUsers < users)
        {
            users = crew.MaxUsers;
            context.Terminal.Warning($"the hosts play {users} users, the scenario has {scenario.Users.Count}: {users} of them take part");
            return SimulateVerb.PlanOf(context, flags, sweep: false, [.. sets, $"users.count={users}"], yes: true).Plan;
        }

        if (users >= scenario.Users.Count) return whole;
        double wanted = LiveBudget.WantedBitsPerSecond(scenario, scenario.Users.Count);
        context.Terminal.Warning(
            $"{scenario.Users.Count} users want {Rate(wanted)}, more than --max-rate {Rate(choice.MaxBitsPerSecond)}: "
                + $"{users} of them take part, each as the scenario says");
        return SimulateVerb.PlanOf(context, flags, sweep: false, [.. sets, $"users.count={users}"], yes: true).Plan;
    }

    private static LiveReport ReportOf(Plan plan, ulong seed, LivePrediction prediction, LiveOutcome outcome)
    {
        Plan one = plan with { Seeds = [seed] };
        RunKey key = new(plan.Cells[0].Id, seed);
        JournalEntry entry = new()
        {
            Key = key,
            Status = RunStatus.Done,
            Result = new RunResult(outcome.Measures, 0, 0, outcome.Users.Sum(user => user.Lanes.Sum(lane => lane.DeliveredChunks))),
            Engine = EngineIdentity.Current.Fingerprint,
        };
        CellSummary cell = CellStatistics.Summarise(one, new Dictionary<RunKey, JournalEntry> { [key] = entry })[0] with { TraceHash = "" };
        return new LiveReport(one, [cell], prediction, outcome);
    }

    private static string FolderOf(string root, Plan plan)
    {
        string first = Path.Combine(root, plan.Name, $"live-{DateTime.UtcNow:yyyyMMdd-HHmmss}");
        string folder = first;
        for (int n = 2; Directory.Exists(folder); n++) folder = $"{first}-{n}";
        return folder;
    }

    private static void WriteJson<T>(string path, T value) => File.WriteAllText(path, JsonSerializer.Serialize(value, JsonText.Options) + "\n");

    private static string Rate(double bitsPerSecond) => bitsPerSecond >= 1e9 ? $"{NumberText.Of(bitsPerSecond / 1e9)} Gbit/s" : $"{NumberText.Of(bitsPerSecond / 1e6)} Mbit/s";
}
