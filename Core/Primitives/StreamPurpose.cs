namespace Fleek.Core.Primitives;

/// <summary>What a <see cref="RandomStream"/> is for. Numbers are part of every trace hash: never renumber, only add.</summary>
public static class StreamPurpose
{
    /// <summary>A node's commit decisions about one payer. Entity: user id times 2^20 plus node id.</summary>
    public const uint Commit = 1;

    /// <summary>A user's demand at one lane. Entity: user id times 2^10 plus the lane's place in the user's list.</summary>
    public const uint Demand = 2;

    /// <summary>Where a user lives. Entity: user id.</summary>
    public const uint Placement = 3;

    /// <summary>Which nodes serve a user. Entity: user id.</summary>
    public const uint Selection = 4;

    /// <summary>Lag of a node's transactions about one payer. Entity: as <see cref="Commit"/>.</summary>
    public const uint LedgerLag = 5;

    /// <summary>When a user's account is sampled. Entity: user id.</summary>
    public const uint Sampling = 6;

    /// <summary>Whether a user of a mixed workload asks at random or at a constant rate. Entity: user id.</summary>
    public const uint DemandKind = 7;
}
