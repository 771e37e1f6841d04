using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>One fold of a trial: predictions for vantage points none of whose paths were known.</summary>
public sealed class HeldOutFold
{
    internal HeldOutFold(IReadOnlyList<uint> vantages) => Vantages = vantages;

    /// <summary>AS numbers of those that were held out.</summary>
    public IReadOnlyList<uint> Vantages { get; }

    /// <summary>Paths that were known.</summary>
    public long Evidence { get; internal set; }

    /// <summary>By Gao and Rexford's rules alone, ties to the lowest number.</summary>
    public PathScore Plain { get; } = new();

    /// <summary>From the known paths.</summary>
    public PathScore Predicted { get; } = new();

    /// <summary>Of these, where a known path to the same prefix passes the vantage point.</summary>
    public PathScore SeenElsewhere { get; } = new();

    /// <summary>Of these, the others.</summary>
    public PathScore NotSeen { get; } = new();

    /// <summary>From the known paths where the first hop is told.</summary>
    public PathScore FirstHopTold { get; } = new();
}
