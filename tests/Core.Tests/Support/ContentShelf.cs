using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Contents in memory, as a node's driver has them on disk: blocks, trees of groups, and the tree over the blocks.</summary>
internal sealed class ContentShelf : IContentDirectory
{
    private readonly Dictionary<Hash256, (byte[] Bytes, ContentTree Tree)> _contents = [];

    public Hash256 Add(byte[] bytes)
    {
        ContentTreeBuilder builder = new();
        for (int at = 0; at < Math.Max(1, bytes.Length); at += ContentBlock.Bytes)
            builder.Add(bytes.AsSpan(at, Math.Min(ContentBlock.Bytes, bytes.Length - at)));
        ContentTree tree = builder.Finish();
        _contents[tree.Root] = (bytes, tree);
        return tree.Root;
    }

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        blocks = _contents.TryGetValue(content, out var found) ? found.Tree.Blocks : 0;
        return blocks > 0;
    }

    public byte[] Bytes(in Hash256 content) => _contents[content].Bytes;

    public ReadOnlySpan<byte> Block(in Hash256 content, long block)
    {
        byte[] bytes = _contents[content].Bytes;
        int at = (int)block * ContentBlock.Bytes;
        return bytes.AsSpan(at, Math.Min(ContentBlock.Bytes, bytes.Length - at));
    }

    public ContentTree Tree(in Hash256 content) => _contents[content].Tree;
}
