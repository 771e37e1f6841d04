namespace Fleek.Analysis.Statistics;

/// <summary>What a sequential test says after some units.</summary>
public enum Verdict
{
    /// <summary>Neither line is crossed: look at more units.</summary>
    Continue,

    /// <summary>The good rate is kept.</summary>
    Accept,

    /// <summary>The good rate is rejected.</summary>
    Reject,
}
