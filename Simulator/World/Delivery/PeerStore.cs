using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>
/// What a node holds: contents that are its own, and others that clients asked it for, the least recently asked for given up first. What is
/// missing comes from a peer, unpaid, each block with its proof.
/// </summary>
internal sealed class PeerStore
{
    private readonly Timeline _timeline;
    private readonly long _cacheBytes;
    private readonly Func<DeliveredContent, bool> _owns;
    private readonly Func<DeliveredContent, IReadOnlyList<PeerSource>> _sources;
    private readonly LinkedList<DeliveredContent> _recent = new();
    private readonly Dictionary<DeliveredContent, LinkedListNode<DeliveredContent>> _kept = [];
    private readonly Dictionary<DeliveredContent, PeerFetch> _coming = [];
    private long _keptBytes;

    /// <param name="cacheBytes">Most that is kept of what is not its own; 0 is without limit.</param>
    /// <param name="owns">What is its own.</param>
    /// <param name="sources">Who holds a content as its own, in the order in which they are asked.</param>
    public PeerStore(
        Timeline timeline, long cacheBytes, Func<DeliveredContent, bool> owns, Func<DeliveredContent, IReadOnlyList<PeerSource>> sources) =>
        (_timeline, _cacheBytes, _owns, _sources) = (timeline, cacheBytes, owns, sources);

    /// <summary>Requests of a content from its first block, and those of them that found all or a part of it missing.</summary>
    public long Requests { get; private set; }

    public long Misses { get; private set; }

    /// <summary>Bytes of blocks that came from peers, and blocks of them that their proofs did not bear out.</summary>
    public long PeerBytes { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Does something once a block is here, at once if it is.</summary>
    public void When(DeliveredContent content, int block, Action ready)
    {
        if (block == 0) Requests++;
        if (_owns(content) || Touch(content))
        {
            ready();
            return;
        }

        if (!_coming.TryGetValue(content, out PeerFetch? fetch))
        {
            Misses++;
            fetch = new PeerFetch(_timeline, content, _sources(content));
            _coming.Add(content, fetch);
            fetch.Begin(() => Keep(content, fetch));
        }

        fetch.When(block, ready);
    }

    private bool Touch(DeliveredContent content)
    {
        if (!_kept.TryGetValue(content, out LinkedListNode<DeliveredContent>? place)) return false;
        _recent.Remove(place);
        _recent.AddFirst(place);
        return true;
    }

    private void Keep(DeliveredContent content, PeerFetch fetch)
    {
        _coming.Remove(content);
        PeerBytes += fetch.Bytes;
        Refused += fetch.Refused;
        if (_cacheBytes > 0 && content.Bytes > _cacheBytes) return;
        _kept.Add(content, _recent.AddFirst(content));
        _keptBytes += content.Bytes;
        while (_cacheBytes > 0 && _keptBytes > _cacheBytes)
        {
            DeliveredContent oldest = _recent.Last!.Value;
            _recent.RemoveLast();
            _kept.Remove(oldest);
            _keptBytes -= oldest.Bytes;
        }
    }
}
