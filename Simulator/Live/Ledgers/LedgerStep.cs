namespace Fleek.Sim.Live.Ledgers;

/// <summary>What one height brought, for views that show it later.</summary>
internal sealed record LedgerStep(long Height, long Epoch, LedgerEvent[] Events);
