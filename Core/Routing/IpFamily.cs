namespace Fleek.Core.Routing;

/// <summary>Which Internet protocol an address is of; the values are IANA's address family numbers.</summary>
public enum IpFamily : byte
{
    None = 0,
    IPv4 = 1,
    IPv6 = 2,
}
