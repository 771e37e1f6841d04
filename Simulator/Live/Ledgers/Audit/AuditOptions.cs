using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Audit;

/// <summary>Where settlements are recorded, and how far the record may fall behind.</summary>
/// <param name="Connection">A connection string of Npgsql. Never logged: it may hold a password.</param>
/// <param name="Chain">The ledger's name.</param>
/// <param name="Writer">Who records: a replica. Several may record the same ledger; a row is written once.</param>
public sealed record AuditOptions(string Connection, Hash256 Chain, string Writer)
{
    /// <summary>Redemptions that wait while the database is away; further heights become a gap.</summary>
    public int MaxWaiting { get; init; } = 1 << 18;

    /// <summary>Between two attempts, at most.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(5);
}
