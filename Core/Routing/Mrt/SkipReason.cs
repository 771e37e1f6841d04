namespace Fleek.Core.Routing.Mrt;

/// <summary>Why a record, or a part of one, gave nothing.</summary>
public enum SkipReason : byte
{
    /// <summary>The type is none that is known.</summary>
    UnknownType = 0,
    UnknownSubtype = 1,

    /// <summary>The length is beyond <see cref="MrtReader.LargestBodyBytes"/>: nothing that long is held in memory.</summary>
    TooLong = 2,

    /// <summary>A field or an entry goes on after the record's end.</summary>
    CutRecord = 3,

    /// <summary>A prefix is longer than its family's addresses, or its bytes are missing.</summary>
    BadPrefix = 4,

    /// <summary>A RIB entry names a peer that no peer table has.</summary>
    UnknownPeer = 5,

    /// <summary>Prefixes of a family that is not read: VPNs, flow rules, Ethernet.</summary>
    UnknownFamily = 6,

    /// <summary>A BGP message does not begin with its marker.</summary>
    BadMarker = 7,

    /// <summary>A type of BGP message that does not exist.</summary>
    UnknownMessage = 8,

    /// <summary>Attributes are cut off; the route is given with those before.</summary>
    CutAttributes = 9,

    /// <summary>Segments of an AS path do not fill it; the route is given.</summary>
    BadPath = 10,
}
