using System;
using System.Collections.Generic;
using System.Linq;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>
/// The rewards of an epoch: revenue is divided among the nodes, services and the protocol in fixed shares, nodes and services
/// each by what they served; tokens are issued in the same shares, and among nodes by what they served times their boost.
/// </summary>
/// <remarks>
/// Whole base units throughout. Every division gives each part rounded down and one unit more to those of the largest remainders
/// (<see cref="ProRata"/>; of equals the lower number first), so that no unit is lost or made.
/// </remarks>
public static class EpochRewards
{
    /// <param name="issue">Tokens that the epoch issues if anybody served.</param>
    /// <param name="boostThousandths">Of nodes that have one; 1,000 for the others.</param>
    /// <exception cref="OverflowException">The revenue of all is more than 64 bits of base units.</exception>
    public static EpochPayout Of(
        IReadOnlyList<ServedRevenue> served, RewardShares shares, Credits issue, IReadOnlyDictionary<int, int>? boostThousandths = null)
    {
        ArgumentNullException.ThrowIfNull(served);
        ArgumentNullException.ThrowIfNull(shares);
        SortedDictionary<int, Int128> nodes = [], services = [];
        Credits revenue = Credits.Zero;
        foreach (ServedRevenue part in served)
        {
            Invariant.Require(part.Amount >= Credits.Zero, "rewards: negative revenue");
            revenue += part.Amount;
            nodes[part.Node] = nodes.GetValueOrDefault(part.Node) + part.Amount.Units;
            services[part.Service] = services.GetValueOrDefault(part.Service) + part.Amount.Units;
        }

        if (revenue == Credits.Zero) return new EpochPayout(Payout.Nothing, Payout.Nothing);
        SortedDictionary<int, Int128> boosted = new(nodes.ToDictionary(n => n.Key, n => n.Value * BoostOf(n.Key)));
        return new EpochPayout(Divide(revenue, shares, nodes, services), Divide(issue, shares, boosted, services));

        int BoostOf(int node) => boostThousandths?.GetValueOrDefault(node, 1000) ?? 1000;
    }

    private static Payout Divide(
        Credits pot, RewardShares shares, SortedDictionary<int, Int128> nodes, SortedDictionary<int, Int128> services)
    {
        Int128[] parts = new Int128[3];
        ProRata.Split(pot.Units, [shares.NodePercent, shares.ServicePercent, shares.ProtocolPercent], [0, 1, 2], parts);
        return new Payout(Divide(parts[0], nodes), Divide(parts[1], services), new Credits((long)parts[2]));
    }

    private static List<KeyValuePair<int, Credits>> Divide(Int128 pot, SortedDictionary<int, Int128> weights)
    {
        int[] ids = [.. weights.Keys];
        Int128[] parts = new Int128[ids.Length];
        ProRata.Split(pot, [.. weights.Values], ids, parts);
        return [.. ids.Select((id, i) => KeyValuePair.Create(id, new Credits((long)parts[i])))];
    }
}
