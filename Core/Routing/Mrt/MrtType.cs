namespace Fleek.Core.Routing.Mrt;

/// <summary>Types of MRT records: RFC 6396, 4 and appendix B.</summary>
public enum MrtType : ushort
{
    Null = 0,
    Start = 1,
    Die = 2,
    IAmDead = 3,
    PeerDown = 4,

    /// <summary>Updates of IPv4 as MRTd wrote them; deprecated.</summary>
    Bgp = 5,

    /// <summary>The same with IPv6 addresses; deprecated.</summary>
    Bgp4Plus = 9,
    Bgp4Plus01 = 10,
    TableDump = 12,
    TableDumpV2 = 13,
    Bgp4Mp = 16,

    /// <summary>BGP4MP with microseconds.</summary>
    Bgp4MpEt = 17,
}
