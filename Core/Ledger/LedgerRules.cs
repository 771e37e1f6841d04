using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>What all accounts of a <see cref="LedgerState"/> go by; all replicas have the same.</summary>
public sealed record LedgerRules
{
    public static LedgerRules Plain { get; } = new();

    public SettlementRule Settlement { get; init; }

    /// <summary>An account with less than this is flagged as frozen. Null: the ledger flags none.</summary>
    public Credits? FreezeBelow { get; init; }

    /// <summary>A flagged account is free again from this on: not below <see cref="FreezeBelow"/>, so that it does not oscillate.</summary>
    public Credits UnfreezeFrom { get; init; }

    /// <exception cref="ArgumentException">An account would be frozen and free at once.</exception>
    internal void Validate()
    {
        if (FreezeBelow is { } low && UnfreezeFrom < low) throw new ArgumentException("below the freeze threshold", nameof(UnfreezeFrom));
    }
}
