using System;
using Fleek.Core.Wire;

namespace Fleek.Core.Routing.Mrt;

/// <summary>MP_REACH_NLRI: RFC 4760, 3, or what RFC 6396, 4.3.4 leaves of it in a RIB: the next hop's length and the next hop.</summary>
internal ref struct MpReach
{
    /// <summary>IANA's address family; 0 in the short form.</summary>
    public int Afi { get; private set; }

    public byte Safi { get; private set; }

    public IpAddress NextHop { get; private set; }

    public ReadOnlySpan<byte> Prefixes { get; private set; }

    /// <summary>Reads either form: the long one begins with a family, whose first byte is zero, as no next hop's length is.</summary>
    /// <returns>False if there is nothing, or it is cut off.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, out MpReach reach)
    {
        reach = default;
        if (value.IsEmpty) return false;
        WireReader reader = new(value);
        if (value[0] == 0)
        {
            reach.Afi = reader.UInt16();
            reach.Safi = reader.Byte();
        }

        reach.NextHop = AddressOf(reader.Take(reader.Byte()));
        if (value[0] == 0)
        {
            // Subnetwork points of attachment (RFC 2858): none since RFC 4760, which keeps their count as a reserved byte.
            int points = reader.Byte();
            for (int i = 0; i < points && !reader.Failed; i++) reader.Take(reader.Byte() + 1 >> 1);
            reach.Prefixes = reader.Rest;
        }

        return !reader.Failed;
    }

    /// <summary>The address; the global one where a link-local one follows, and behind the route distinguisher of a VPN.</summary>
    private static IpAddress AddressOf(ReadOnlySpan<byte> bytes)
    {
        const int DistinguisherBytes = 8;
        return bytes.Length switch
        {
            IpAddress.IPv4Bytes or IpAddress.IPv6Bytes => IpAddress.FromBytes(bytes),
            2 * IpAddress.IPv6Bytes => IpAddress.FromBytes(bytes[..IpAddress.IPv6Bytes]),
            DistinguisherBytes + IpAddress.IPv4Bytes => IpAddress.FromBytes(bytes[DistinguisherBytes..]),
            DistinguisherBytes + IpAddress.IPv6Bytes or 2 * (DistinguisherBytes + IpAddress.IPv6Bytes) =>
                IpAddress.FromBytes(bytes.Slice(DistinguisherBytes, IpAddress.IPv6Bytes)),
            _ => default,
        };
    }
}
