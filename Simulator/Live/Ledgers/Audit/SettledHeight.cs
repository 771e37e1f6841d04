using Fleek.Core.Ledger;

namespace Fleek.Sim.Live.Ledgers.Audit;

/// <summary>What was redeemed at one height, in its order.</summary>
internal readonly record struct SettledHeight(long Height, LedgerClaim[] Claims);
