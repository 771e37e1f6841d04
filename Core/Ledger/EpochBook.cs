using System;
using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// All that the ledger keeps of one epoch, forgotten as a whole once nothing of it can be disputed. What nodes earned in it stays
/// here until then: a unit that is refunded late is refunded from what was paid for it.
/// </summary>
internal sealed class EpochBook
{
    public Dictionary<LaneKey, LaneAccount> Lanes { get; } = [];

    /// <summary>What each node was paid for units of this epoch, fees included.</summary>
    public Dictionary<PublicKey, Int128> Earned { get; } = [];

    /// <summary>Units for which a node was slashed.</summary>
    public HashSet<SessionUnit> Slashed { get; } = [];

    /// <summary>Grants that end with this epoch.</summary>
    public List<Hash256> Ending { get; } = [];

    public LaneAccount LaneOf(in LaneKey key)
    {
        if (Lanes.TryGetValue(key, out LaneAccount? lane)) return lane;
        lane = new LaneAccount();
        Lanes.Add(key, lane);
        return lane;
    }
}
