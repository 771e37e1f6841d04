namespace Fleek.Core.Routing.Mrt;

/// <summary>
/// Conditions on elements; those that are null ask nothing, all others must hold. A withdrawal or a state has no attributes, so it
/// meets no condition on those, and a state none on prefixes.
/// </summary>
public sealed record RouteFilter
{
    public IpPrefix? Prefix { get; init; }

    /// <summary>What <see cref="Prefix"/> means.</summary>
    public PrefixMatch Match { get; init; }

    public IpAddress? Peer { get; init; }

    public uint? PeerAs { get; init; }

    /// <summary>The AS at the path's end, or any of an AS_SET there.</summary>
    public uint? Origin { get; init; }

    public RouteKind? Kind { get; init; }

    public IpFamily? Family { get; init; }

    /// <summary>First second, since 1970.</summary>
    public uint? FromSeconds { get; init; }

    /// <summary>The second after the last.</summary>
    public uint? UntilSeconds { get; init; }

    /// <summary>A community of four bytes, its AS in the upper two.</summary>
    public uint? Community { get; init; }

    /// <summary>A large community (RFC 8092).</summary>
    public (uint Administrator, uint Data1, uint Data2)? LargeCommunity { get; init; }

    public IPathPattern? Path { get; init; }

    /// <summary>The type of record.</summary>
    public MrtType? Type { get; init; }

    /// <summary>Whether an element meets all conditions.</summary>
    public bool Takes(in RouteElement element, in PathAttributes attributes) =>
        (Kind is null || element.Kind == Kind)
        && (Type is null || element.Record.Type == Type)
        && (Peer is null || element.PeerAddress == Peer)
        && (PeerAs is null || element.PeerAs == PeerAs)
        && (FromSeconds is null || element.Record.Seconds >= FromSeconds)
        && (UntilSeconds is null || element.Record.Seconds < UntilSeconds)
        && TakesPrefix(element)
        && TakesAttributes(element, attributes);

    private bool TakesPrefix(in RouteElement element)
    {
        if (Prefix is null && Family is null) return true;
        if (element.Kind == RouteKind.State || (Family is { } family && element.Prefix.Family != family)) return false;
        if (Prefix is not { } wanted) return true;
        return Match switch
        {
            PrefixMatch.Exact => element.Prefix == wanted,
            PrefixMatch.Super => element.Prefix.Covers(wanted),
            PrefixMatch.Sub => wanted.Covers(element.Prefix),
            _ => wanted.Covers(element.Prefix) || element.Prefix.Covers(wanted),
        };
    }

    private bool TakesAttributes(in RouteElement element, in PathAttributes attributes)
    {
        if (Origin is null && Community is null && LargeCommunity is null && Path is null) return true;
        if (element.Kind is RouteKind.State or RouteKind.Withdraw) return false;
        return (Origin is not { } origin || attributes.Path.MayOriginate(origin))
            && (Community is not { } community || attributes.HasCommunity(community))
            && (LargeCommunity is not { } large || attributes.HasLargeCommunity(large))
            && (Path is null || Path.Matches(attributes.Path));
    }
}
