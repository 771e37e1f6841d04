using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Content;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>Content in memory, some megabytes, so that it does not lie in the caches whole.</summary>
internal sealed class MemoryContent : IBlockSource
{
    private readonly byte[] _bytes;

    public MemoryContent(int blocks)
    {
        _bytes = new byte[blocks * ContentBlock.Bytes];
        new Random(1).NextBytes(_bytes);
        ContentTreeBuilder builder = new(blocks);
        for (int i = 0; i < blocks; i++) builder.Add(Block(i));
        Tree = builder.Finish();
    }

    public ContentTree Tree { get; }

    public ReadOnlySpan<byte> Block(int block) => _bytes.AsSpan(block * ContentBlock.Bytes, ContentBlock.Bytes);

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        blocks = content == Tree.Root ? Tree.Blocks : 0;
        return blocks > 0;
    }

    public BlockLengths Read(int block, Span<byte> bytes, Span<byte> groups)
    {
        Block(block).CopyTo(bytes);
        return new BlockLengths(ContentBlock.Bytes, GroupTree.Write(Block(block), block, Tree.Blocks == 1, groups, out _));
    }
}
