using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Storage;

/// <summary>Contents in memory: for tests, and for nodes whose contents are made and not stored.</summary>
/// <remarks>Contents are added before a node serves them; reading is then safe from any thread.</remarks>
public sealed class MemoryContentStore : IContentStore
{
    private readonly Dictionary<Hash256, Entry> _contents = [];

    /// <summary>Takes a content over and returns its id, the BLAKE3 hash of it. The bytes must not change any more.</summary>
    public Hash256 Add(ReadOnlyMemory<byte> content)
    {
        int blocks = Math.Max(1, (content.Length + ContentBlock.Bytes - 1) / ContentBlock.Bytes);
        ContentTreeBuilder builder = new(blocks);
        byte[][] groups = new byte[blocks][];
        byte[] room = new byte[GroupTree.MaxBytes];
        for (int block = 0; block < blocks; block++)
        {
            ReadOnlySpan<byte> bytes = BlockOf(content, block);
            builder.Add(bytes);
            groups[block] = room[..GroupTree.Write(bytes, block, blocks == 1, room, out _)];
        }

        ContentTree tree = builder.Finish();
        _contents[tree.Root] = new Entry(content, tree, groups);
        return tree.Root;
    }

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        bool found = _contents.TryGetValue(content, out Entry? entry);
        blocks = entry?.Tree.Blocks ?? 0;
        return found;
    }

    public bool TryRead(in Hash256 content, long block, Span<byte> scratch, out StoredBlock stored)
    {
        stored = default;
        if (!_contents.TryGetValue(content, out Entry? entry)) return false;
        stored = new StoredBlock(BlockOf(entry.Bytes, (int)block), entry.Groups[block]);
        return true;
    }

    public int Prove(in Hash256 content, long block, bool isResumed, Span<byte> proof) =>
        SliceProof.Write(_contents[content].Tree, (int)block, isResumed, proof);

    private static ReadOnlySpan<byte> BlockOf(ReadOnlyMemory<byte> content, int block)
    {
        int from = block * ContentBlock.Bytes;
        return content.Span.Slice(from, Math.Min(ContentBlock.Bytes, content.Length - from));
    }

    private sealed record Entry(ReadOnlyMemory<byte> Bytes, ContentTree Tree, byte[][] Groups);
}
