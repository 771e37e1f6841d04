namespace Fleek.Core.Routing.Selection;

/// <summary>What a selector knows of a client: its address, who announces that, and where a table of positions puts it.</summary>
/// <param name="Id">Keys the client's random numbers; 0 to 2^40.</param>
/// <param name="Asn">The AS that announces the address; 0 where unknown.</param>
/// <param name="Position">As a geo table says, right or wrong; <see cref="GeoPoint.Unknown"/> where it has none.</param>
/// <param name="Prefix">Addresses whose measured delays are taken for this client's; the default where the address is unknown.</param>
public readonly record struct ClientView(long Id, uint Asn, GeoPoint Position, IpPrefix Prefix = default)
{
    /// <summary>The position is the client's own word, and not a table's: it is not checked against the places of its network.</summary>
    public bool HasSurePosition { get; init; }
}
