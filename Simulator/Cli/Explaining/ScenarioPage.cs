using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Explaining;

/// <summary><c>explain freeze-threshold</c>: the resolved plan in prose, and where every value comes from.</summary>
internal static class ScenarioPage
{
    /// <summary>Long values wrap, also in a file.</summary>
    private const int WidestTable = 140;

    public static IEnumerable<string> Names(VerbContext context)
    {
        SourceText? source = TryRead(context);
        return source is null ? [] : ScenarioCatalog.List(source).Scenarios.Select(s => s.Name);
    }

    /// <summary>Null where the file has no scenario of that name; else the exit code.</summary>
    public static int? Print(VerbContext context, string name, IReadOnlyList<string> sets)
    {
        if (TryRead(context) is not { } source) return null;
        (IReadOnlyList<ScenarioSummary> scenarios, IReadOnlyList<Diagnostic> problems) = ScenarioCatalog.List(source);
        if (problems.Count == 0 && scenarios.All(s => s.Name != name)) return null;
        PlanRequest request = new() { Scenario = name, Sweep = true, Sets = sets };
        PlanResult grid = Planner.Build(source, request, InputFiles.Sha256);
        PlanResult single = Planner.Build(source, request with { Sweep = false, Sets = [] }, InputFiles.Sha256);
        if (grid.Plan is not { } plan || single.Plan is not { } alone)
        {
            IReadOnlyList<Diagnostic> errors = grid.Plan is null ? grid.Diagnostics : single.Diagnostics;
            DiagnosticsPrinter.Print(context.Terminal, source, errors, "nothing to explain");
            return SimulateVerb.ExitCodeOf(errors);
        }
        context.Terminal.Answer($"{plan.Name}: {plan.Question}");
        foreach (string line in Prose.Wrap(Story(alone.Cells[0].Scenario))) context.Terminal.Answer(line);
        foreach (string line in Prose.Wrap(Size(plan))) context.Terminal.Answer(line);
        context.Terminal.Answer("");
        TextTable table = new("key", "value", "origin");
        foreach (PlanOrigin origin in PlanOrigins.List(source, request).Origins) table.Add(origin.Path, origin.Value, origin.Origin);
        foreach (string line in table.Lines(Math.Min(Terminal.OutputWidth, WidestTable))) context.Terminal.Answer(line);
        return ExitCode.Ok;
    }

    private static string Story(Scenario s)
    {
        if (s.Incentives is { } market)
            return $"{s.Nodes} nodes choose in {market.Rounds} rounds in which region they are. All demand pays {market.Value} a round, "
                + $"and what a region pays is shared equally by its nodes; a node costs {market.Cost}.";
        if (s.Coverage is { } coverage)
            return $"{s.Nodes} nodes stand where coverage.placement says, and {coverage.Clients} clients measure how far the nearest is.";
        if (s.Collusion is { } collusion)
            return $"{collusion.Operators} of {s.Nodes} nodes collude with {collusion.Clients} clients each, for {collusion.Duration}: they claim "
                + $"grants of {collusion.CapChunks} chunks for nothing, beside honest clients. collusion.defence says what protects who pays.";
        if (s.Rewards is { } rewards)
            return $"{s.Nodes} nodes serve, measure each other and are paid and judged in {rewards.Epochs} epochs of {rewards.Epoch}.";
        if (s.Delivery is { } delivery)
        {
            return $"{s.Nodes} nodes deliver a site ({delivery.Workload.ToString().ToLowerInvariant()}) behind a gateway that "
                + (delivery.Path == DeliveryPath.Tunnel ? "carries all of it." : "makes offers, so that content goes from nodes to clients.");
        }

        string users = s.Users.Count == 1 ? "1 user" : $"{s.Users.Count} users";
        string demand = s.Workload.Demand == DemandKind.Poisson ? "at random times (Poisson)" : "at every tick, all in phase";
        string story = $"{s.Nodes} nodes and {users} for {s.Duration}. Each user holds {Chunks(s.Users.Balance, s)} and asks "
            + $"{s.Users.ServingNodes} nodes for {NumberText.Of(s.Workload.RatePerSecond)} chunks a second each, {demand}. "
            + $"{Ledger(s.Ledger)} "
            + $"A node stops serving a user before what it can see of the balance falls below {Chunks(s.Payments.FreezeThreshold, s)}.";
        return s.Network.Rtt is null ? story : $"{story} Delays are those measured in {s.Network.Rtt}.";
    }

    private static string Size(Plan plan) => plan.Axes.Count == 0
        ? $"One cell with {plan.Seeds.Count} seeds: `run` and `sweep` are the same."
        : $"`sweep` runs {plan.Cells.Count} cells x {plan.Seeds.Count} seeds = {plan.Runs} runs (plan {plan.Hash})"
            + $"{(plan.ExcludedCells > 0 ? $"; 'where' excludes {plan.ExcludedCells} cells" : "")}; `run` takes the base cell alone.";

    private static string Chunks(Credits amount, Scenario s) => $"{NumberText.Of((double)amount.Units / s.Payments.Price.Units)} chunks";

    private static string Ledger(LedgerSpec ledger) => ledger.Distribution switch
    {
        LagDistribution.Constant or LagDistribution.Deterministic => Seen(ledger.Lag, "always the same"),
        LagDistribution.Exponential => Seen(ledger.Lag, "exponential"),
        LagDistribution.LogNormal => Seen(ledger.Lag, "log-normal"),
        LagDistribution.Blocks => $"A commit waits for one of the blocks that come every {ledger.Blocks!.Interval}, and is visible to all nodes "
            + $"{ledger.Lag} after it.",
        _ => $"{ledger.Rounds!.Validators} validators agree on commits ({ledger.Rounds.Protocol}), and each node sees them in its own time.",
    };

    private static string Seen(Duration lag, string law) => $"A commit becomes visible to all nodes after {lag} ({law}).";

    /// <summary>Without a scenario file the other things can still be explained.</summary>
    private static SourceText? TryRead(VerbContext context)
    {
        try
        {
            return context.ReadScenarioFile();
        }
        catch (CommandException)
        {
            return null;
        }
    }
}
