using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>What an observer of all frames and logs knows of one session.</summary>
internal sealed class ObservedSession(Hash256 id, ExchangeNode node, ExchangeClient? client)
{
    public Hash256 Id => id;

    public ExchangeNode Node => node;

    public ExchangeClient? Client => client;

    /// <summary>Anchors in the node's log, in order; and units that they cover, durably and not.</summary>
    public List<SignedAnchor> Anchors { get; } = [];

    public SignedGrant Grant { get; set; }

    public long AnchoredDurably { get; set; }

    /// <summary>The last unit whose chunk left the node.</summary>
    public long Sent { get; set; }

    /// <summary>The last unit whose signed header reached the client.</summary>
    public long SignedAtClient { get; set; }

    /// <summary>The last unit that the client paid.</summary>
    public long Paid { get; set; }

    /// <summary>The last unit that a valid ticket in the node's log pays, written and durable.</summary>
    public long Recorded { get; set; }

    public long Durable { get; set; }

    /// <summary>By unit: what the node committed to.</summary>
    public Dictionary<long, Hash256> Commitments { get; } = [];

    public long Anchored => Anchors.Count == 0 ? 0 : Anchors[^1].Anchor.End;

    public LaneKey Lane => Anchors[0].Anchor.LaneKey;

    /// <summary>The anchor of a unit's chain; none if no anchor in the log covers it.</summary>
    public SignedAnchor? AnchorOf(long unit)
    {
        foreach (SignedAnchor anchor in Anchors)
            if (unit > anchor.Anchor.Start && unit <= anchor.Anchor.End) return anchor;
        return null;
    }
}

/// <summary>What an observer knows of one lane over all its sessions.</summary>
internal sealed class ObservedLane
{
    public SignedGrant Grant { get; set; }

    /// <summary>What the node's log says that it has cost: written, and durable.</summary>
    public Credits Recorded { get; set; }

    public Credits Durable { get; set; }

    /// <summary>With the last unit of which a key left.</summary>
    public Credits Keyed { get; set; }

    /// <summary>As RESUMED told last.</summary>
    public Credits Told { get; set; }

    /// <summary>Amounts, in unit prices, up to which a late ticket paid: what had been promised to nobody when it came.</summary>
    public HashSet<long> Late { get; } = [];

    /// <summary>The most that the device has signed.</summary>
    public Credits Signed { get; set; }

    /// <summary>The client's W.</summary>
    public int Window { get; set; }

    public ObservedSession? Last { get; set; }
}

/// <summary>What an observer counts of one client's endpoint.</summary>
internal sealed class ObservedClient
{
    public long Paid { get; set; }

    public long Delivered { get; set; }

    public Credits Cumulative { get; set; }

    /// <summary>Whether an anchor or ticket of this endpoint was seen: then it remembers what the lane has cost.</summary>
    public bool Remembers => Paid > 0;
}
