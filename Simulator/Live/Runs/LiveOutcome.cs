using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Audit;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs;

/// <summary>What a live run came to, and what shows that it was real.</summary>
/// <param name="Lanes">Paid units and freezes by user and node.</param>
/// <param name="Replicas">Where each replica of the ledger stood at the end: process, state, log.</param>
/// <param name="Uses">What each process used, by its name.</param>
/// <param name="DemandTime">From the begin of demand to its end.</param>
/// <param name="WasInterrupted">Demand was ended early.</param>
public sealed record LiveOutcome(
    IReadOnlyDictionary<string, MeasureValue> Measures, IReadOnlyList<ExactCheck> Checks,
    IReadOnlyDictionary<(int User, int Node), (long PaidUnits, bool IsFrozen)> Lanes, IReadOnlyList<LedgerStatus> Replicas,
    IReadOnlyList<NodeEnd> Nodes, IReadOnlyList<UserEnd> Users, IReadOnlyDictionary<string, ProcessUse> Uses, LiveCounters Counters,
    TimeSpan DemandTime, bool WasInterrupted)
{
    /// <summary>What the idle ledger took for a transaction before demand began: a part of the scenario's lag.</summary>
    public Duration Agreement { get; init; }

    /// <summary>What gateways were notified of and carried, by their names.</summary>
    public IReadOnlyDictionary<string, GatewayDone> Gateways { get; init; } = new Dictionary<string, GatewayDone>();

    /// <summary>Processes that ended before they were let go.</summary>
    public IReadOnlyList<RoleDeath> Deaths { get; init; } = [];

    /// <summary>Where each role's metrics were read, by its name; empty if nobody asked for them.</summary>
    public IReadOnlyDictionary<string, string> Metrics { get; init; } = new Dictionary<string, string>();

    /// <summary>What the database has of the run's settlements; null if none were recorded.</summary>
    public AuditSummary? Audit { get; init; }

    public bool IsExact => Checks.All(check => check.Holds);
}
