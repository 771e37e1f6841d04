using System.Globalization;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary>A client as the command line names it: an address, an AS, a position, or one of the first two and `@` and a position.</summary>
internal static class ClientText
{
    private const string Help = "give an address (192.0.2.1), an AS (AS64500), degrees north and east (48.2,16.4), or AS64500@48.2,16.4";

    /// <summary>Length of the prefix whose delays are taken for one, where no table has the address.</summary>
    private const int UsualLengthV4 = 24, UsualLengthV6 = 48;

    /// <summary>What is known of the client by the tables.</summary>
    /// <exception cref="CommandException">The text names no client.</exception>
    public static ClientView Read(string text, OriginTable? origins, GeoTable? places)
    {
        string[] parts = text.Split('@');
        if (parts.Length > 2) throw CommandException.Usage($"'{text}' names no client", Help);
        GeoPoint? position = Position(parts[^1]);
        if (position is null && parts.Length == 2) throw CommandException.Usage($"'{parts[1]}' is no position", Help);
        string who = parts.Length == 1 && position is not null ? "" : parts[0];
        if (who.Length == 0) return new ClientView(0, 0, position!.Value) { HasSurePosition = true };
        if (IpAddress.TryParse(who, out IpAddress address))
        {
            IpPrefix prefix = origins is not null && origins.TryFind(address, out IpPrefix found, out _)
                ? found
                : IpPrefix.Of(address, address.Family == IpFamily.IPv4 ? UsualLengthV4 : UsualLengthV6);
            return new ClientView(0, NodesFile.OriginOf(origins, address), position ?? places?.Find(address) ?? GeoPoint.Unknown, prefix)
            {
                HasSurePosition = position is not null,
            };
        }

        return FilterOptions.TryAsn(who, out uint asn)
            ? new ClientView(0, asn, position ?? GeoPoint.Unknown) { HasSurePosition = position is not null }
            : throw CommandException.Usage($"'{text}' names no client", Help);
    }

    private static GeoPoint? Position(string text)
    {
        string[] degrees = text.Split(',');
        if (degrees.Length != 2) return null;
        return double.TryParse(degrees[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double latitude) && Math.Abs(latitude) <= 90
            && double.TryParse(degrees[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double longitude) && Math.Abs(longitude) <= 180
            ? new GeoPoint(latitude, longitude)
            : null;
    }
}
