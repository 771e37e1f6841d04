namespace Fleek.Core.Routing.Selection;

/// <summary>What a selector knows of a node. At which exchanges its AS is a member, <see cref="InterconnectionMap"/> says.</summary>
/// <param name="Name">For people.</param>
/// <param name="Asn">The AS that announces its address; 0 where unknown.</param>
/// <param name="Position">Where it says that it is, or a geo table says; <see cref="GeoPoint.Unknown"/> where nobody does.</param>
public sealed record NodeView(string Name, uint Asn, GeoPoint Position)
{
    /// <summary>The position is its operator's word, and not a table's: it is not checked against the places of its network.</summary>
    public bool HasSurePosition { get; init; }
}
