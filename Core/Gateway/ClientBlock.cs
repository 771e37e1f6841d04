using Fleek.Core.Routing;

namespace Fleek.Core.Gateway;

/// <summary>The block of addresses that one owner is likely to have all of: /24 of IPv4, /48 of IPv6.</summary>
public static class ClientBlock
{
    public const int IPv4Length = 24, IPv6Length = 48;

    /// <summary>The block of an address. An address of no family is a block of its own: who has none shares one budget.</summary>
    public static IpPrefix Of(IpAddress address) => address.Family switch
    {
        IpFamily.IPv4 => IpPrefix.Of(address, IPv4Length),
        IpFamily.IPv6 => IpPrefix.Of(address, IPv6Length),
        _ => default,
    };
}
