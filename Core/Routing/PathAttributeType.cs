namespace Fleek.Core.Routing;

/// <summary>IANA's numbers of the path attributes that are read.</summary>
internal static class PathAttributeType
{
    public const byte Origin = 1, AsPath = 2, NextHop = 3, Med = 4, LocalPreference = 5, AtomicAggregate = 6, Aggregator = 7;
    public const byte Communities = 8, OriginatorId = 9, Clusters = 10, MpReach = 14, MpUnreach = 15, ExtendedCommunities = 16;
    public const byte As4Path = 17, As4Aggregator = 18, LargeCommunities = 32, OnlyToCustomer = 35;

    /// <summary>Flag bits of the byte before the type: RFC 4271, 4.3.</summary>
    public const byte Optional = 0x80, Transitive = 0x40, ExtendedLength = 0x10;
}
