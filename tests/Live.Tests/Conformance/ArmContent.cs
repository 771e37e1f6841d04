using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Content;

namespace Fleek.Tests.Live.Conformance;

/// <summary>A content in memory, as both arms read it; one that lies gives a block with one bit changed.</summary>
internal sealed class ArmContent : IBlockSource
{
    private readonly byte[] _bytes;
    private readonly byte[][] _groups;
    private readonly int? _liesAbout;

    public ArmContent(int length, int seed)
    {
        _bytes = new byte[length];
        new Random(seed).NextBytes(_bytes);
        int blocks = (length + ContentBlock.Bytes - 1) / ContentBlock.Bytes;
        ContentTreeBuilder builder = new(blocks);
        byte[] room = new byte[GroupTree.MaxBytes];
        _groups = new byte[blocks][];
        for (int block = 0; block < blocks; block++)
        {
            builder.Add(Block(block));
            _groups[block] = room[..GroupTree.Write(Block(block), block, blocks == 1, room, out _)];
        }

        Tree = builder.Finish();
    }

    private ArmContent(ArmContent honest, int? liesAbout) =>
        (_bytes, _groups, Tree, _liesAbout) = (honest._bytes, honest._groups, honest.Tree, liesAbout);

    public ContentTree Tree { get; }

    public Hash256 Id => Tree.Root;

    public int Blocks => Tree.Blocks;

    public ArmContent Lying(int? about) => new(this, about);

    public ReadOnlySpan<byte> Block(int block)
    {
        int from = block * ContentBlock.Bytes;
        return _bytes.AsSpan(from, Math.Min(ContentBlock.Bytes, _bytes.Length - from));
    }

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        blocks = Blocks;
        return content == Id;
    }

    public BlockLengths Read(int block, Span<byte> bytes, Span<byte> groups)
    {
        ReadOnlySpan<byte> honest = Block(block);
        honest.CopyTo(bytes);
        if (block == _liesAbout) bytes[honest.Length / 2] ^= 1;
        _groups[block].CopyTo(groups);
        return new BlockLengths(honest.Length, _groups[block].Length);
    }
}
