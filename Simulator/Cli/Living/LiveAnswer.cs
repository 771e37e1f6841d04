using System.Globalization;
using Fleek.Analysis.Reporting;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.Live.Runs.Control;
using NumberText = Fleek.Sim.Cli.Display.NumberText;

namespace Fleek.Sim.Cli.Living;

/// <summary>The answer of a live run: measured beside predicted, what must hold, and what shows that it was real.</summary>
internal static class LiveAnswer
{
    public static void Print(VerbContext context, LiveReport report, string folder)
    {
        Terminal terminal = context.Terminal;
        if (context.Json)
        {
            terminal.Answer(JsonSummary.Write(report.Plan, report.Cells, json => LiveJson.Write(json, report)).TrimEnd());
            return;
        }

        LiveOutcome outcome = report.Outcome;
        terminal.Answer(terminal.Strong($"{report.Plan.Name}  plan {report.Plan.Hash}  live, seed {report.Plan.Seeds[0]}"));
        if (report.Plan.Question.Length > 0) terminal.Answer(report.Plan.Question);
        terminal.Answer("");
        foreach (string line in Table(report).Lines(Terminal.OutputWidth)) terminal.Answer(line);
        terminal.Answer("");
        terminal.Answer(WhatIntervalsAre(report.Prediction));
        ResultsPrinter.Thresholds(terminal, report.Plan, report.Cells);
        terminal.Answer("must hold:");
        foreach (ExactCheck check in outcome.Checks) terminal.Answer($"  {(check.Holds ? "holds" : terminal.Red("BROKEN"))}  {check.Name}: {check.Detail}");
        foreach (RoleDeath death in outcome.Deaths)
            terminal.Answer($"  {death.Role} died at {death.Seconds:0.0} s{(death.BackSeconds is { } back ? $" and worked again at {back:0.0} s" : "")}: {death.Problem}");
        if (outcome.Audit is { } audit) terminal.Answer($"recorded: {audit.Rows:n0} redemptions of {audit.CreditedUnits} base units in the database");
        terminal.Answer("it was real:");
        foreach (LedgerStatus r in outcome.Replicas)
            terminal.Answer($"  {r.Replica}: process {r.ProcessId}{(r.IsLeader ? ", leader" : "")}, log index {r.LogIndex}, {r.LogBytes:n0} bytes of log");
        foreach ((string name, ProcessUse use) in outcome.Uses)
            terminal.Answer($"  {name}: process {use.ProcessId}, {use.ProcessorSeconds:0.0} s of processor time, at most {use.PeakMemoryBytes / 1048576.0:0} MiB");
        terminal.Answer($"  sockets of nodes by the kernel: {outcome.Nodes.Sum(n => n.SocketSentBytes):n0} bytes sent, "
            + $"{outcome.Nodes.Sum(n => n.SocketReceivedBytes):n0} received; {outcome.Users.Sum(u => u.Lanes.Sum(l => l.DeliveredBytes)):n0} of content verified");
        foreach ((string name, GatewayDone gateway) in outcome.Gateways)
            terminal.Answer($"  {name}: {gateway.Offers} sessions, {gateway.ReceivedBytes:n0} bytes came and {gateway.SentBytes:n0} went: content went past it");
        foreach ((string role, string at) in outcome.Metrics) terminal.Answer($"  metrics of {role}: {at}");
        terminal.Answer($"everything: {folder}");
    }

    public static string Interval(PredictedMeasure measure) => $"[{NumberText.Of(measure.Low)}, {NumberText.Of(measure.High)}]";

    public static string WhatIntervalsAre(LivePrediction prediction) => string.Create(CultureInfo.InvariantCulture,
        $"predicted: least and greatest of {prediction.Runs} simulated runs; a further one would lie inside with {100 * prediction.Coverage:0.0} %; "
            + $"same seed: a simulation of the same demand");

    private static TextTable Table(LiveReport report)
    {
        TextTable table = new("measure", "measured", "predicted", "mean", "same seed", "inside", "unit");
        foreach (string name in report.Cells[0].Measures.Select(m => m.Name))
        {
            if (LiveJson.Measured(report, name) is not { } measured) continue;
            PredictedMeasure? predicted = report.Prediction.Measures.GetValueOrDefault(name);
            table.Add(
                name, NumberText.Of(measured), predicted is null ? "-" : Interval(predicted),
                predicted is null ? "-" : NumberText.Of(predicted.Mean), predicted?.SameSeed is { } same ? NumberText.Of(same) : "-",
                predicted is null ? "-" : predicted.Holds(measured) ? "yes" : "NO",
                Measures.Get(name).Unit);
        }

        return table;
    }
}
