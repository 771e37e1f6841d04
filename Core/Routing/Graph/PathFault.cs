namespace Fleek.Core.Routing.Graph;

/// <summary>Why a path of a dump is not used.</summary>
public enum PathFault
{
    /// <summary>It is used.</summary>
    None,

    Empty,

    /// <summary>An AS comes twice, with others between.</summary>
    Loop,

    /// <summary>It holds an AS_SET, whose order nobody knows, or confederations, which have no place outside.</summary>
    Set,

    /// <summary>It holds a number that is nobody's (RFC 7607, 4893, 5398, 6996, 7300).</summary>
    Reserved,
}
