namespace Fleek.Core.Routing;

/// <summary>What the numbers of a segment of an AS path are: RFC 4271, 4.3, and RFC 5065, 3.</summary>
public enum AsSegmentKind : byte
{
    None = 0,

    /// <summary>Any of these, in no order: what aggregation leaves of several paths.</summary>
    Set = 1,

    /// <summary>One after the other, the nearest first.</summary>
    Sequence = 2,

    ConfederationSequence = 3,
    ConfederationSet = 4,
}
