using System.Net;
using System.Net.Sockets;

namespace Fleek.Scenarios.Hosts;

/// <summary>What may stand as the address of a host: something that others can connect to.</summary>
internal static class HostAddress
{
    private const int MaxNameLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>Null if it is one; else what is wrong.</summary>
    public static string? Problem(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal)) return OfParsed(text, AddressFamily.InterNetworkV6, "is no IPv6 address");
        if (text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c == '.'))
            return IsQuad(text) ? OfParsed(text, AddressFamily.InterNetwork, "is no IPv4 address") : "is no IPv4 address";
        return IsName(text) ? null : "is neither an address nor a host's name";
    }

    private static string? OfParsed(string text, AddressFamily family, string otherwise)
    {
        if (!IPAddress.TryParse(text, out IPAddress? address) || address.AddressFamily != family) return otherwise;
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return "is every address of a machine, to which nobody can connect";
        bool toMany = family == AddressFamily.InterNetworkV6 ? address.IsIPv6Multicast : address.GetAddressBytes()[0] >= 224;
        return toMany ? "is no address of one machine" : null;
    }

    /// <summary>Four numbers as they are usually written: 010 would be 8 to some programs.</summary>
    private static bool IsQuad(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4
            && parts.All(part => part.Length is 1 or 2 or 3 && (part[0] != '0' || part.Length == 1) && int.Parse(part) < 256);
    }

    private static bool IsName(string text) =>
        text.Length <= MaxNameLength && text.Split('.').All(label =>
            label.Length is > 0 and <= MaxLabelLength && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                && label[0] != '-' && label[^1] != '-');
}
