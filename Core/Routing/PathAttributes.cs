using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing;

/// <summary>
/// What a route says beside its prefix (RFC 4271, 5): a view of the bytes it came in, valid while the sink that got it runs. An
/// attribute that is absent reads as nothing: an empty list, a null, a <see cref="RouteOrigin.None"/>.
/// </summary>
public ref struct PathAttributes
{
    /// <summary>Bytes of a community, an extended one and a large one.</summary>
    public const int CommunityBytes = 4, ExtendedCommunityBytes = 8, LargeCommunityBytes = 12;

    public PathAttributes() => Origin = RouteOrigin.None;

    public RouteOrigin Origin { get; internal set; }

    /// <summary>AS_PATH, with AS4_PATH merged into it where the speaker's AS numbers had two bytes (RFC 6793, 4.2.3).</summary>
    public AsPath Path { get; internal set; }

    /// <summary>False where the path's segments do not fill it or are of no known kind.</summary>
    public bool IsPathWellFormed { get; internal set; }

    /// <summary>NEXT_HOP; no address if absent.</summary>
    public IpAddress NextHop { get; internal set; }

    /// <summary>MULTI_EXIT_DISC.</summary>
    public uint? Med { get; internal set; }

    public uint? LocalPreference { get; internal set; }

    public bool IsAtomicAggregate { get; internal set; }

    /// <summary>The AS that aggregated; null if absent.</summary>
    public uint? AggregatorAs { get; internal set; }

    public IpAddress AggregatorAddress { get; internal set; }

    /// <summary>Communities of four bytes each (RFC 1997).</summary>
    public ReadOnlySpan<byte> Communities { get; internal set; }

    /// <summary>Communities of eight bytes each (RFC 4360).</summary>
    public ReadOnlySpan<byte> ExtendedCommunities { get; internal set; }

    /// <summary>Communities of twelve bytes each (RFC 8092).</summary>
    public ReadOnlySpan<byte> LargeCommunities { get; internal set; }

    /// <summary>ONLY_TO_CUSTOMER's AS (RFC 9234).</summary>
    public uint? OnlyToCustomer { get; internal set; }

    /// <summary>ORIGINATOR_ID of a route reflector (RFC 4456).</summary>
    public IpAddress OriginatorId { get; internal set; }

    /// <summary>CLUSTER_LIST, four bytes each.</summary>
    public ReadOnlySpan<byte> Clusters { get; internal set; }

    /// <summary>MP_REACH_NLRI as it came (RFC 4760); in a RIB it may be the next hop alone (RFC 6396, 4.3.4).</summary>
    public ReadOnlySpan<byte> MpReach { get; internal set; }

    /// <summary>MP_UNREACH_NLRI as it came.</summary>
    public ReadOnlySpan<byte> MpUnreach { get; internal set; }

    /// <summary>All attributes as they came.</summary>
    public ReadOnlySpan<byte> Bytes { get; internal set; }

    public readonly int CommunityCount => Communities.Length / CommunityBytes;

    /// <summary>A community as `AS:value`, the AS in the upper 16 bits.</summary>
    public readonly uint Community(int index) => BinaryPrimitives.ReadUInt32BigEndian(Communities[(index * CommunityBytes)..]);

    public readonly bool HasCommunity(uint community)
    {
        for (int i = 0; i < CommunityCount; i++)
            if (Community(i) == community) return true;
        return false;
    }

    public readonly int LargeCommunityCount => LargeCommunities.Length / LargeCommunityBytes;

    public readonly bool HasLargeCommunity((uint Administrator, uint Data1, uint Data2) community)
    {
        for (int i = 0; i < LargeCommunityCount; i++)
            if (LargeCommunity(i) == community) return true;
        return false;
    }

    /// <summary>The three numbers of a large community.</summary>
    public readonly (uint Administrator, uint Data1, uint Data2) LargeCommunity(int index)
    {
        ReadOnlySpan<byte> bytes = LargeCommunities.Slice(index * LargeCommunityBytes, LargeCommunityBytes);
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]));
    }
}
