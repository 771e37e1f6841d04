namespace Fleek.Core.Routing;

/// <summary>The ORIGIN attribute: RFC 4271, 5.1.1.</summary>
public enum RouteOrigin : byte
{
    Igp = 0,
    Egp = 1,
    Incomplete = 2,

    /// <summary>The attribute is absent.</summary>
    None = 255,
}
