using System.Globalization;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Figures;

/// <summary>How large an experiment is, in words.</summary>
internal static class Sizes
{
    /// <summary>Nodes, accounts with their size, duration and seeds; a range where cells differ.</summary>
    public static string Sentence(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        long[] accounts = [.. cells.Select(c => (long)c.Cell.Scenario.Users.Count * c.Runs).DefaultIfEmpty(-1)];
        return Of(plan, accounts.Min(), accounts.Max());
    }

    /// <param name="fewest">Accounts of a cell; below zero where there is none.</param>
    /// <param name="most">The same, of the cell with most.</param>
    public static string Of(Plan plan, long fewest, long most)
    {
        Scenario[] all = [.. plan.Cells.Select(c => c.Scenario)];
        string nodes = Range(all.Select(s => (double)s.Nodes));
        string serving = Range(all.Select(s => (double)s.Users.ServingNodes));
        string chunks = Range(all.Select(s => s.Users.Balance.In(s.Payments.Price)));
        string duration = Range(all.Select(s => s.Duration.Seconds));
        string accounts = fewest < 0 ? Range([]) : Range([fewest, most]);
        string seeds = plan.Seeds.Count == 1 ? "1 seed" : $"{plan.Seeds.Count} seeds";
        return $"{nodes} nodes; accounts of {chunks} chunks, each served by {serving} nodes for up to {duration} s; "
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
