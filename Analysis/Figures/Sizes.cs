using System.Globalization;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Figures;

/// <summary>How large an experiment is, in words.</summary>
internal static class Sizes
{
    /// <summary>Nodes, accounts with their size, duration and seeds; a range where cells differ.</summary>
    public static string Sentence(Plan plan, IReadOnlyList<CellSummary> cells) =>
        Of(plan, [.. cells.Select(c => ((long)c.Cell.Scenario.Users.Count * c.Runs, c.Runs))]);

    /// <param name="cells">Of each cell its accounts over all runs, and its runs.</param>
    public static string Of(Plan plan, IReadOnlyList<(long Accounts, int Runs)> cells)
    {
        Scenario[] all = [.. plan.Cells.Select(c => c.Scenario)];
        string nodes = Range(all.Select(s => (double)s.Nodes));
        string seeds = SeedCount.Text(cells.Select(c => c.Runs));
        if (all.Length > 0 && all[0].Delivery is { Workload: DeliveryWorkload.Load })
            return $"{nodes} nodes; clients at random times, over {seeds}";
        if (all.Length > 0 && all[0].Delivery is not null)
            return $"{nodes} nodes; visits of one run: {Range(all.Select(s => (double)(s.Delivery?.Visits ?? 0)))}; {seeds}";
        if (all.Length > 0 && all[0].Coverage is not null)
            return $"{nodes} nodes; {Range(all.Select(s => (double)(s.Coverage?.Clients ?? 0)))} clients a run over {seeds}";
        if (all.Length > 0 && all[0].Incentives is not null)
            return $"{nodes} nodes that choose their region in {Range(all.Select(s => (double)(s.Incentives?.Rounds ?? 0)))} rounds, over {seeds}";
        if (all.Length > 0 && all[0].Collusion is not null)
            return $"{nodes} nodes, of which {Range(all.Select(s => (double)(s.Collusion?.Operators ?? 0)))} collude, over {seeds}";
        if (all.Length > 0 && all[0].Rewards is not null)
            return $"{nodes} nodes in {Range(all.Select(s => (double)(s.Rewards?.Epochs ?? 0)))} epochs, over {seeds}";
        string serving = Range(all.Select(s => (double)s.Users.ServingNodes));
        string chunks = Range(all.Select(s => s.Users.Balance.In(s.Payments.Price)));
        string duration = Range(all.Select(s => s.Duration.Seconds));
        string accounts = Range(cells.Select(c => (double)c.Accounts));
        return $"{nodes} nodes; accounts of {chunks} chunks, each served by {serving} {(serving == "1" ? "node" : "nodes")} for up to {duration} s; "
            + $"n = {accounts} accounts a cell over {seeds}";
    }

    private static string Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        if (all.Length == 0) return "no";
        return all.Min() == all.Max() ? Number(all[0]) : $"{Number(all.Min())} to {Number(all.Max())}";
    }

    private static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
