using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>A payer's account, as the node's actor knows it.</summary>
internal sealed class PayerEntry(UserId user, PublicKey key)
{
    private readonly List<NodeLaneBook?> _lanes = [];

    public UserId User { get; } = user;

    public PublicKey Key { get; } = key;

    /// <summary>By their number with the actor; null where a lane was forgotten.</summary>
    public IReadOnlyList<NodeLaneBook?> Lanes => _lanes;

    /// <summary>The lowest number that no lane has.</summary>
    public int FreeNumber
    {
        get
        {
            int free = _lanes.IndexOf(null);
            return free >= 0 ? free : _lanes.Count;
        }
    }

    public void Add(NodeLaneBook lane)
    {
        if (lane.Number == _lanes.Count) _lanes.Add(lane);
        else _lanes[lane.Number] = lane;
    }

    public void Forget(NodeLaneBook lane) => _lanes[lane.Number] = null;
}
