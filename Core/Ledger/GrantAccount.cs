using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>A registered grant, and what was credited or is held in escrow under it.</summary>
internal sealed class GrantAccount(in Hash256 id, in Grant grant)
{
    public Hash256 Id { get; } = id;

    public Grant Grant { get; } = grant;

    public Credits Spent { get; private set; }

    public Dictionary<PublicKey, Credits> SpentByNode { get; } = [];

    /// <summary>What a node may still be credited under it.</summary>
    public Credits RoomOf(in PublicKey node)
    {
        Credits room = Grant.MaxSpend - Spent;
        if (Grant.MaxSpendPerNode == Credits.Zero) return room;
        SpentByNode.TryGetValue(node, out Credits spent);
        return Credits.Min(room, Grant.MaxSpendPerNode - spent);
    }

    /// <summary>What a node was credited by the time of a snapshot.</summary>
    public void Restore(in PublicKey node, Credits amount)
    {
        SpentByNode.Add(node, amount);
        Spent += amount;
    }

    public void Spend(in PublicKey node, Credits amount)
    {
        if (amount == Credits.Zero) return;
        SpentByNode.TryGetValue(node, out Credits spent);
        SpentByNode[node] = spent + amount;
        Spent += amount;
        Invariant.Require(
            Spent >= Credits.Zero && Spent <= Grant.MaxSpend && spent + amount >= Credits.Zero, "I11: a grant is overspent");
    }
}
