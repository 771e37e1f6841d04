using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Adapters.Tests.Routing;

/// <summary>Routes of one peer, in the words of <see cref="ConfiguredRoute.Told"/>.</summary>
internal sealed class ToldRoutes(uint peerAs) : IRouteSink
{
    public SortedDictionary<string, string> ByPrefix { get; } = new(StringComparer.Ordinal);

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        if (element.PeerAs != peerAs || element.IsLocal || element.Kind == RouteKind.State) return;
        if (element.Kind == RouteKind.Withdraw)
        {
            ByPrefix.Remove($"{element.Prefix}");
            return;
        }

        uint[] communities = new uint[attributes.CommunityCount];
        for (int i = 0; i < communities.Length; i++) communities[i] = attributes.Community(i);
        var large = new (uint, uint, uint)[attributes.LargeCommunityCount];
        for (int i = 0; i < large.Length; i++) large[i] = attributes.LargeCommunity(i);
        ByPrefix[$"{element.Prefix}"] = $"{element.Prefix} {element.NextHop} {AsPathText.ToText(attributes.Path)} "
            + $"[{string.Join(' ', communities.Order())}] [{string.Join(' ', large.Order())}]";
    }
}
