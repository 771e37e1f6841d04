using Fleek.Core.Routing.Graph;

namespace Core.Tests.Routing.Graph;

/// <summary>
/// BGP as routers speak it: each AS keeps what every neighbour told it last, picks one, and tells others. It knows nothing of phases,
/// indexes or lengths worked out ahead; messages are delivered in a random order until none is left.
/// </summary>
internal sealed class MessageBgp
{
    public sealed record Route(RouteClass Class, uint[] Path);

    private readonly List<AsLink> _links;
    private readonly Dictionary<uint, Dictionary<uint, Route>> _heard = [];
    private readonly Dictionary<uint, Route> _best = [];
    private readonly List<(uint From, uint To, Route? Route)> _messages = [];

    public MessageBgp(IEnumerable<AsLink> links, IEnumerable<uint> origins, int seed)
    {
        _links = [.. links];
        foreach (uint asn in _links.SelectMany(link => new[] { link.A, link.B })) _heard[asn] = [];
        foreach (uint origin in origins)
        {
            _best[origin] = new Route(RouteClass.Origin, [origin]);
            Tell(origin);
        }

        Random random = new(seed);
        for (int steps = 0; _messages.Count > 0; steps++)
        {
            Assert.True(steps < 1_000_000, "the messages never end");

            // Any session may be next, but a session keeps the order of its messages.
            (uint from, uint to, _) = _messages[random.Next(_messages.Count)];
            int next = _messages.FindIndex(message => message.From == from && message.To == to);
            Route? route = _messages[next].Route;
            _messages.RemoveAt(next);
            Hear(from, to, route);
        }
    }

    public Route? BestOf(uint asn) => _best.GetValueOrDefault(asn);

    /// <summary>Neighbours who tell a route as good as the best one, but for their number.</summary>
    public uint[] TiedOf(uint asn) => BestOf(asn) is not { Class: not RouteClass.Origin } best ? [] :
        [.. _heard[asn].Where(heard => heard.Value.Class == best.Class && heard.Value.Path.Length == best.Path.Length - 1)
            .Select(heard => heard.Key).Order()];

    private void Hear(uint from, uint to, Route? route)
    {
        if (route is null || route.Path.Contains(to)) _heard[to].Remove(from);
        else _heard[to][from] = route with { Class = ClassAt(to, from, route.Class) };
        if (BestOf(to) is { Class: RouteClass.Origin }) return;
        Route? before = BestOf(to);
        Route? best = _heard[to].OrderBy(heard => heard.Value.Class).ThenBy(heard => heard.Value.Path.Length).ThenBy(heard => heard.Key)
            .Select(heard => heard.Value with { Path = [to, .. heard.Value.Path] }).FirstOrDefault();
        if (before?.Class == best?.Class && (before?.Path ?? []).SequenceEqual(best?.Path ?? [])) return;
        if (best is null) _best.Remove(to);
        else _best[to] = best;
        Tell(to);
    }

    private void Tell(uint from)
    {
        Route? best = BestOf(from);
        foreach (AsLink link in _links.Where(link => link.A == from || link.B == from))
        {
            uint to = link.A == from ? link.B : link.A;
            bool toAll = link.Relationship == AsRelationship.Sibling || link.Relationship == AsRelationship.ProviderToCustomer && link.A == from;
            bool told = best is not null && (toAll || best.Class is RouteClass.Origin or RouteClass.Customer);
            _messages.Add((from, to, told ? best : null));
        }
    }

    private RouteClass ClassAt(uint to, uint from, RouteClass sent)
    {
        AsLink link = _links.Single(link => link.A == from && link.B == to || link.A == to && link.B == from);
        return link.Relationship switch
        {
            AsRelationship.PeerToPeer => RouteClass.Peer,
            AsRelationship.Sibling => sent == RouteClass.Origin ? RouteClass.Customer : sent,
            _ => link.A == to ? RouteClass.Customer : RouteClass.Provider,
        };
    }
}
