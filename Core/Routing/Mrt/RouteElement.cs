using System;

namespace Fleek.Core.Routing.Mrt;

/// <summary>One thing that a dump says of one prefix or session: what a line of a dump's text shows.</summary>
public readonly record struct RouteElement
{
    public required MrtHeader Record { get; init; }

    public required RouteKind Kind { get; init; }

    /// <summary>The router that told the collector.</summary>
    public required IpAddress PeerAddress { get; init; }

    public required uint PeerAs { get; init; }

    /// <summary>Empty for <see cref="RouteKind.State"/>.</summary>
    public IpPrefix Prefix { get; init; }

    /// <summary>Bits that the dump has beyond the prefix's length, which mean nothing; as in <see cref="IpAddress.Bits"/>.</summary>
    public UInt128 StrayBits { get; init; }

    /// <summary>Where packets go: of MP_REACH_NLRI if the route came in one, else of NEXT_HOP.</summary>
    public IpAddress NextHop { get; init; }

    /// <summary>Which of several paths to the prefix this is (RFC 7911); null without ADD-PATH.</summary>
    public uint? PathId { get; init; }

    /// <summary>IANA's subsequent address family: 1 is unicast, 2 multicast.</summary>
    public byte Safi { get; init; }

    /// <summary>Of a RIB entry, when the peer's route came, in seconds since 1970.</summary>
    public uint OriginatedSeconds { get; init; }

    /// <summary>The session's state machine (RFC 4271, 8.2.2), from 1 for Idle; 7 and 8 are Quagga's.</summary>
    public ushort OldState { get; init; }

    public ushort NewState { get; init; }

    /// <summary>Of a RIB entry, how many peer tables the reader had met: entries of one number are of one table.</summary>
    public int Table { get; init; }

    /// <summary>A message that the collector sent to the peer.</summary>
    public bool IsLocal { get; init; }
}
