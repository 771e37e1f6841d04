using Fleek.Core.Content;
using Fleek.Core.Gateway;

namespace Fleek.Sim.World.Delivery;

/// <summary>A content as it comes to a client, from a node or through the tunnel, by the rule of production (<see cref="AssetFetch"/>).</summary>
/// <param name="nodes">Nodes that may serve it: none where it comes through the tunnel from the first byte on.</param>
internal sealed class ContentReceipt(DeliveredContent content, int nodes, Action<ContentReceipt> progress)
{
    private readonly AssetFetch _fetch = new(new ManifestItem(content.Id, content.Bytes), nodes);

    public DeliveredContent Content => content;

    /// <summary>Blocks that came.</summary>
    public int Blocks { get; private set; }

    public bool IsWhole => _fetch.IsComplete;

    /// <summary>It is whole, and its BLAKE3 hash is the content's id.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>The node was given up; what is missing comes through the tunnel.</summary>
    public void OnNodeFailed() => _fetch.OnNodeFailed();

    /// <summary>A block came. One that is not the next is dropped.</summary>
    public void Take(int block, byte[] bytes)
    {
        if (!_fetch.TryTake(_fetch.Next.Source, (long)block * ContentBlock.Bytes, bytes)) return;
        Blocks++;
        if (IsWhole) IsVerified = _fetch.Verifies();
        progress(this);
    }
}
