namespace Fleek.Analysis.Thresholds;

/// <summary>What runs under a threshold say of what was foretold of them.</summary>
public enum CheckVerdict
{
    /// <summary>Nothing speaks against it.</summary>
    Holds,

    /// <summary>The overshoot certainly depends on the threshold; the share of negative accounts is still as foretold.</summary>
    Moves,

    /// <summary>The share of negative accounts is certainly another.</summary>
    Fails,
}
