using System.Numerics;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>A dispute over keys that waits for its node: the units of it are in escrow.</summary>
internal sealed class OpenDispute
{
    public required Hash256 Id { get; init; }

    public required LaneKey Lane { get; init; }

    public required PublicKey Poster { get; init; }

    public required Credits Deposit { get; init; }

    public required Credits UnitPrice { get; init; }

    public required long FirstUnit { get; init; }

    /// <summary>Of the keys, in the order of their units: 1 to 64.</summary>
    public required Hash256[] Commitments { get; init; }

    /// <summary>The height at which it is over.</summary>
    public required long Due { get; init; }

    /// <summary>A bit for each unit whose key was published, lowest first.</summary>
    public ulong Published { get; set; }

    public int Units => Commitments.Length;

    public int PublishedUnits => BitOperations.PopCount(Published);
}
