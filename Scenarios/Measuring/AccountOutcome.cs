using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Measuring;

/// <summary>How one account of a run ended.</summary>
/// <param name="FinalBalance">Ledger balance less recorded debt, after every ticket is redeemed.</param>
/// <param name="Frozen">Every node that serves it had frozen it.</param>
public readonly record struct AccountOutcome(Credits FinalBalance, bool Frozen);
