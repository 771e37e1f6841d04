using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Delivery;

/// <summary>All contents of a run, by id: what a site's manifest lists.</summary>
internal sealed class DeliveryCatalogue(ulong seed) : IContentDirectory
{
    private readonly Dictionary<Hash256, DeliveredContent> _byId = [];
    private readonly List<DeliveredContent> _all = [];

    public IReadOnlyList<DeliveredContent> All => _all;

    /// <summary>A new content; of so few bytes that it is one that is there, that one.</summary>
    public DeliveredContent Add(long bytes)
    {
        DeliveredContent content = new(seed, _all.Count, bytes);
        if (_byId.TryGetValue(content.Id, out DeliveredContent? same)) return same;
        _byId.Add(content.Id, content);
        _all.Add(content);
        return content;
    }

    public DeliveredContent Get(in Hash256 id) => _byId[id];

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        bool known = _byId.TryGetValue(content, out DeliveredContent? found);
        blocks = found?.Blocks ?? 0;
        return known;
    }
}
