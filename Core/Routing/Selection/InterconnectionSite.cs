namespace Fleek.Core.Routing.Selection;

/// <summary>A place where networks can meet: an exchange, or a city in which they are present.</summary>
/// <param name="IsExchange">At an exchange members meet openly; who meets in a city besides is a guess.</param>
public sealed record InterconnectionSite(string Name, GeoPoint Position, bool IsExchange);
