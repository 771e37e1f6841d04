namespace Fleek.Analysis.Statistics;

/// <summary>Whether cells keep to a threshold.</summary>
public enum ThresholdState
{
    /// <summary>The whole 95 % interval of every cell does.</summary>
    Met,

    /// <summary>Of some cell it does not: whether the mean does or not.</summary>
    Crossed,

    /// <summary>Of some cell there is no interval, and of none it is crossed.</summary>
    Unknown,
}
