namespace Fleek.Core.Routing.Rib;

/// <summary>A route of a table.</summary>
/// <param name="OriginatedSeconds">When it came, in seconds since 1970.</param>
internal readonly record struct StoredRoute(PooledAttributes Attributes, IpAddress NextHop, uint OriginatedSeconds);
