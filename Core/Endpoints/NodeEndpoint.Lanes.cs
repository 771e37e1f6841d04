using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <content>What a node holds, for whoever settles and measures.</content>
public sealed partial class NodeEndpoint
{
    /// <summary>Every lane that the node knows, and what its best ticket is worth; good until the next call of another method.</summary>
    public IEnumerable<HeldLane> Lanes
    {
        get
        {
            foreach (NodeLaneBook lane in _lanes.Values)
            {
                PublicKey payer = lane.Grant.Signed.Grant.Payer;
                yield return new HeldLane(lane.Key, payer, lane.Cumulative, _core.IsFrozen(_payers[payer].User));
            }
        }
    }
}
