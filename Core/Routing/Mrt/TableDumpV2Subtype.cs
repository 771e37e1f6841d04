namespace Fleek.Core.Routing.Mrt;

/// <summary>Subtypes of <see cref="MrtType.TableDumpV2"/>: RFC 6396, 4.3, RFC 6397 and RFC 8050, 4.</summary>
internal static class TableDumpV2Subtype
{
    public const ushort PeerIndexTable = 1, IPv4Unicast = 2, IPv4Multicast = 3, IPv6Unicast = 4, IPv6Multicast = 5, Generic = 6;
    public const ushort GeoPeerTable = 7, IPv4UnicastAddPath = 8, IPv4MulticastAddPath = 9, IPv6UnicastAddPath = 10;
    public const ushort IPv6MulticastAddPath = 11, GenericAddPath = 12;
}
