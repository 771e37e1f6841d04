using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>Operators who have one node each and clients of their own, against a payer with honest clients beside.</summary>
/// <param name="Defence">What protects the payer.</param>
/// <param name="Operators">Who collude, each with its own node.</param>
/// <param name="Clients">Of each operator, each in a block of addresses of its own.</param>
/// <param name="Duration">Of a run.</param>
/// <param name="CapChunks">Of a grant.</param>
/// <param name="NodesPerSession">k: each may take a k-th of a grant.</param>
/// <param name="Session">How long a session lasts, and a draw of nodes stays.</param>
/// <param name="Attempt">How often a colluding client asks for the next grant.</param>
public sealed record CollusionSpec(
    CollusionDefence Defence, int Operators, int Clients, Duration Duration, long CapChunks, int NodesPerSession, Duration Session,
    Duration Attempt)
{
    /// <summary>What must be notified of a node's share before the next grant, in percent.</summary>
    public const int RenewPercent = 50;

    /// <summary>Most chunks that one block of addresses is granted at once.</summary>
    public long BlockBudgetChunks { get; init; }

    /// <summary>Until a spent budget of a block is whole again.</summary>
    public Duration BlockRefill { get; init; }

    /// <summary>Of a client's access link.</summary>
    public long AccessBitsPerSecond { get; init; }

    /// <summary>Mean time between two visits of a node.</summary>
    public Duration VisitEvery { get; init; }

    /// <summary>A colluding node's chance to fail a visit.</summary>
    public double VisitFails { get; init; }

    /// <summary>An honest node's chance to fail a visit.</summary>
    public double HonestFails { get; init; }

    /// <summary>Failed visits in a row after which a node is given up.</summary>
    public int Strikes { get; init; }

    /// <summary>From earning to payout.</summary>
    public Duration PayoutDelay { get; init; }

    /// <summary>Mean time between two honest sessions.</summary>
    public Duration HonestEvery { get; init; }

    /// <summary>Mean size of an honest session, geometric.</summary>
    public long HonestChunks { get; init; }

    /// <summary>Blocks of addresses that honest clients come from.</summary>
    public int HonestBlocks { get; init; }

    /// <summary>Most that one node may take of a grant.</summary>
    public long NodeCapChunks => CapChunks / NodesPerSession;

    public bool Has(CollusionDefence defence) => (Defence & defence) != 0;
}
