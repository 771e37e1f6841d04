using System.Text.Json;

namespace Fleek.Sim.Cli.Living;

/// <summary>What a live run adds to the object that `--json` prints of a simulated one.</summary>
internal static class LiveJson
{
    /// <summary>mode, prediction, checks, and what shows that the run was real.</summary>
    public static object Of(LiveReport report) => new
    {
        mode = "live",
        interrupted = report.Outcome.WasInterrupted,
        demand_s = report.Outcome.DemandTime.TotalSeconds,
        agreement_ms = report.Outcome.Agreement.Seconds * 1e3,
        deaths = report.Outcome.Deaths.Select(death => new { role = death.Role, at_s = death.Seconds, problem = death.Problem, back_s = death.BackSeconds }),
        predicted = new
        {
            runs = report.Prediction.Runs,
            coverage = report.Prediction.Coverage,
            measures = report.Prediction.Measures.ToDictionary(m => m.Key, m => new
            {
                mean = m.Value.Mean,
                low = m.Value.Low,
                high = m.Value.High,
                measured = Measured(report, m.Key),
                inside = Measured(report, m.Key) is { } value ? m.Value.Holds(value) : (bool?)null,
            }),
        },
        checks = report.Outcome.Checks.Select(check => new { name = check.Name, holds = check.Holds, detail = check.Detail }),
        proof = new
        {
            ledger = report.Outcome.Replicas.Select(r => new
            {
                replica = r.Replica, pid = r.ProcessId, leader = r.IsLeader, height = r.Height, log_index = r.LogIndex, log_bytes = r.LogBytes,
                state = $"{r.StateHash}",
            }),
            processes = report.Outcome.Uses.Select(use => new
            {
                name = use.Key, pid = use.Value.ProcessId, processor_s = use.Value.ProcessorSeconds, peak_bytes = use.Value.PeakMemoryBytes,
            }),
            nodes = report.Outcome.Nodes.Select(node => new
            {
                node = node.Id, socket_sent_bytes = node.SocketSentBytes, socket_received_bytes = node.SocketReceivedBytes,
                log_records = node.LogRecords, log_bytes = node.LogBytes, disconnections = node.Disconnections, stale_views = node.StaleViews,
            }),
            gateways = report.Outcome.Gateways.Select(gateway => new
            {
                name = gateway.Key, received_bytes = gateway.Value.ReceivedBytes, sent_bytes = gateway.Value.SentBytes, offers = gateway.Value.Offers,
                denials = gateway.Value.Denials,
            }),
            metrics = report.Outcome.Metrics,
            audit = report.Outcome.Audit is { } audit
                ? new { rows = audit.Rows, credited_units = $"{audit.CreditedUnits}", paid_units = $"{audit.PaidUnits}", height = audit.Height, gaps = audit.Gaps }
                : null,
            served_bytes = report.Outcome.Users.Sum(user => user.Lanes.Sum(lane => lane.DeliveredBytes)),
        },
    };

    public static void Write(Utf8JsonWriter json, LiveReport report)
    {
        foreach (JsonProperty part in JsonSerializer.SerializeToElement(Of(report)).EnumerateObject()) part.WriteTo(json);
    }

    internal static double? Measured(LiveReport report, string measure) =>
        report.Outcome.Measures.TryGetValue(measure, out var value) && !double.IsNaN(value.Value) ? value.Value : null;
}
