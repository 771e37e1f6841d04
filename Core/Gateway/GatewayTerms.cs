using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>What a gateway gives to devices that it does not trust, with money that is not its own.</summary>
/// <param name="Cap">max_spend of one grant. Loss to devices that collude is at most this times grants.</param>
/// <param name="MaxUnitPrice">Most for one chunk.</param>
public sealed record GatewayTerms(Credits Cap, Credits MaxUnitPrice)
{
    /// <summary>How long a grant may be spent.</summary>
    public Duration GrantTime { get; init; } = Duration.FromSeconds(600L);

    /// <summary>Epochs in which a grant may be spent, the present one included.</summary>
    public long GrantEpochs { get; init; } = 2;

    /// <summary>Lanes at each node.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>k: nodes that a session is assigned, each of which may take a k-th of each grant.</summary>
    public int NodesPerSession { get; init; } = 2;

    /// <summary>How long a session lasts.</summary>
    public Duration SessionTime { get; init; } = Duration.FromSeconds(3_600L);

    /// <summary>Most that one session is granted.</summary>
    public Credits SessionBudget { get; init; } = new(long.MaxValue);

    /// <summary>Most that the clients of one address block are granted at one site at once.</summary>
    public Credits PrefixBudget { get; init; } = new(long.MaxValue);

    /// <summary>How long it takes until a spent budget of an address block is whole again.</summary>
    public Duration PrefixRefill { get; init; } = Duration.FromSeconds(3_600L);

    /// <summary>Live sessions of one address block at one site: clients behind one address are told apart by their devices.</summary>
    public int MaxSessionsPerPrefix { get; init; } = 256;

    /// <summary>Live sessions in all: what clients can make a gateway keep.</summary>
    public int MaxSessions { get; init; } = 100_000;

    /// <summary>What share of what one node may take must be notified before the next grant.</summary>
    public int RenewPercent { get; init; } = 50;

    /// <summary>What a client's access link carries at most; zero looks at none.</summary>
    public long AccessBitsPerSecond { get; init; } = 1_000_000_000;

    /// <summary>How long the draw of nodes for one address block stays: who asks again is assigned the same.</summary>
    public Duration AssignmentPeriod { get; init; } = Duration.FromSeconds(3_600L);

    /// <summary>How far a device's clock may be from the gateway's when it asks.</summary>
    public Duration AskSkew { get; init; } = Duration.FromSeconds(300L);

    /// <summary>How far another party's clock may be off when a token begins or ends.</summary>
    public Duration ClockSkew { get; init; } = Duration.FromSeconds(30L);

    /// <summary>Most that one node may take under one grant: k of them are never more than the grant.</summary>
    public Credits NodeCap => new(Cap.Units / NodesPerSession);

    /// <exception cref="ArgumentException">A term is out of its range, or a node's share does not pay for one chunk.</exception>
    public void Validate()
    {
        Require(Cap > Credits.Zero && MaxUnitPrice > Credits.Zero, "cap and price are positive");
        Require(NodesPerSession is > 0 and <= Wire.OfferFrame.MaxNodes, "one to 16 nodes are assigned");
        Require(NodeCap >= MaxUnitPrice, "a node's share of a grant pays for a chunk");
        Require(SessionBudget >= Cap && PrefixBudget >= Cap, "a budget bears one grant");
        Require(Lanes is > 0 and <= ushort.MaxValue && GrantEpochs > 0, "a grant has lanes and epochs");
        Require(MaxSessions > 0 && MaxSessionsPerPrefix > 0, "there is room for a session");
        Require(RenewPercent is >= 0 and <= 100 && AccessBitsPerSecond >= 0, "shares and rates are in their range");
        bool times = GrantTime > Duration.Zero && SessionTime > Duration.Zero && PrefixRefill > Duration.Zero
            && AssignmentPeriod > Duration.Zero && AskSkew >= Duration.Zero && ClockSkew >= Duration.Zero;
        Require(times, "times are positive");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds) throw new ArgumentException($"gateway terms: not so: {rule}");
    }
}
