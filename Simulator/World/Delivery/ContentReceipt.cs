using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Delivery;

/// <summary>A content as it comes to a client, on whichever way: its blocks in order, and at the end whether it is what the manifest names.</summary>
internal sealed class ContentReceipt(DeliveredContent content, Action<ContentReceipt> progress)
{
    private readonly ContentTreeBuilder _tree = new(content.Blocks);

    public DeliveredContent Content => content;

    /// <summary>The next block that is missing.</summary>
    public int Next { get; private set; }

    public bool IsWhole => Next == content.Blocks;

    /// <summary>It is whole, and its BLAKE3 hash is the content's id.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>A block came. One that is there already is dropped.</summary>
    public void Take(int block, byte[] bytes)
    {
        if (block < Next) return;
        Invariant.Require(block == Next, "delivery: a block that leaves a gap");
        _tree.Add(bytes);
        Next++;
        if (IsWhole) IsVerified = _tree.Finish().Root == content.Id;
        progress(this);
    }
}
