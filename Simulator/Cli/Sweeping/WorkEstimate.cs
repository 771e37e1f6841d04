using Fleek.Analysis.Store;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// How long runs take: a cell's own finished runs where there are any, else its predicted exchanges scaled by what
/// other cells' exchanges took. Thread-safe under the caller's lock only.
/// </summary>
internal sealed class WorkEstimate
{
    private readonly Dictionary<string, (double WallMs, int Runs)> _measured = [];
    private readonly Dictionary<string, double> _predicted = [];
    private double _measuredMs;
    private double _measuredExchanges;

    public WorkEstimate(Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        foreach (Cell cell in plan.Cells) _predicted[cell.Id] = Exchanges(cell.Scenario);
        foreach ((RunKey key, JournalEntry entry) in entries)
            if (entry.Status == RunStatus.Done && _predicted.ContainsKey(key.CellId)) Learn(key.CellId, entry.WallMs);
    }

    public bool Known => _measuredMs > 0;

    public void Learn(string cellId, double wallMs)
    {
        (double sum, int runs) = _measured.GetValueOrDefault(cellId);
        _measured[cellId] = (sum + wallMs, runs + 1);
        _measuredMs += wallMs;
        _measuredExchanges += _predicted[cellId];
    }

    /// <summary>Expected milliseconds of one run of the cell; in arbitrary units while nothing has been measured.</summary>
    public double MillisecondsOf(string cellId)
    {
        if (_measured.TryGetValue(cellId, out (double WallMs, int Runs) seen)) return seen.WallMs / seen.Runs;
        double perExchange = _measuredExchanges > 0 ? _measuredMs / _measuredExchanges : 1;
        return _predicted[cellId] * perExchange;
    }

    /// <summary>Choices, distances, attempts or measurements of a study. Else chunks that the users want, bounded by what their deposits buy (with room for overspending).</summary>
    internal static double Exchanges(Scenario scenario)
    {
        if (scenario.Incentives is { } market) return (double)scenario.Nodes * market.Rounds;
        if (scenario.Delivery is { } delivery) return delivery.Visits * Math.Max(1, delivery.SizeBytes / (double)(1 << 18));
        if (scenario.Coverage is { } coverage) return (double)scenario.Nodes * coverage.Clients;
        if (scenario.Collusion is { } collusion)
            return collusion.Duration.Seconds * ((collusion.Operators * collusion.Clients / collusion.Attempt.Seconds) + (1 / collusion.HonestEvery.Seconds));
        if (scenario.Rewards is { } rewards) return (double)scenario.Nodes * rewards.Peers * rewards.Epochs;
        double wanted = scenario.Workload.RatePerSecond * scenario.Users.ServingNodes * scenario.Duration.Seconds;
        double affordable = (double)scenario.Users.Balance.Units / Math.Max(1, (double)scenario.Payments.Price.Units);
        return scenario.Users.Count * Math.Max(1, Math.Min(wanted, 1.2 * affordable));
    }
}
