namespace Fleek.Sim.Live.Ledgers.Audit;

/// <summary>What the database has of one ledger's settlements.</summary>
/// <param name="Rows">Redemptions.</param>
/// <param name="CreditedUnits">What they credited, debts included, in base units.</param>
/// <param name="PaidUnits">Of that, what payers had.</param>
/// <param name="Height">Up to which at least one replica has recorded everything, or named what it lacks.</param>
/// <param name="Gaps">Spans of heights that some replica did not see; another may have recorded them.</param>
public sealed record AuditSummary(long Rows, Int128 CreditedUnits, Int128 PaidUnits, long Height, long Gaps);
