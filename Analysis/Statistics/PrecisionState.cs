namespace Fleek.Analysis.Statistics;

/// <summary>How a cell stands to a <see cref="PrecisionGoal"/>.</summary>
public enum PrecisionState
{
    /// <summary>More seeds are needed.</summary>
    Open,

    /// <summary>The interval is as narrow as was asked for.</summary>
    Reached,

    /// <summary>A rate, or the share of units that are not zero, is certainly below what counts.</summary>
    Negligible,

    /// <summary>No run observed the measure: further seeds would not either.</summary>
    Unobserved,

    /// <summary>All seeds that there may be are used up.</summary>
    Exhausted,
}
