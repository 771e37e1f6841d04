namespace Fleek.Core.Routing.Graph;

/// <summary>From whom an AS has its route, in falling order of preference from <see cref="Origin"/> on.</summary>
public enum RouteClass : byte
{
    /// <summary>It has no route.</summary>
    None,

    /// <summary>It announces the prefix itself.</summary>
    Origin,

    Customer,
    Peer,
    Provider,
}
