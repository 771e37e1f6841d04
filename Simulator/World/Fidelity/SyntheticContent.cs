using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Fidelity;

/// <summary>
/// The one content that all nodes of a real run have: random bytes, whose blocks users want in turn, again and again. Whole blocks
/// make a content of several; a scenario of smaller chunks has a content of one short block.
/// </summary>
internal sealed class SyntheticContent : IContentDirectory
{
    private const int WholeBlocks = 8;

    private readonly byte[] _bytes;
    private readonly byte[][] _trees;
    private readonly ContentTree _tree;
    private readonly int _blockBytes;

    /// <param name="chunkBytes">Bytes of a chunk: at most those of a block.</param>
    public SyntheticContent(ulong seed, long chunkBytes)
    {
        Invariant.Require(chunkBytes is > 0 and <= ContentBlock.Bytes, "real: a chunk is at most a block");
        _blockBytes = (int)chunkBytes;
        int blocks = chunkBytes == ContentBlock.Bytes ? WholeBlocks : 1;
        _bytes = new byte[blocks * _blockBytes];
        new KeyedRandomBytes(seed, RealKeys.Entity(KeyRole.Content, 0), 0).Fill(_bytes);
        ContentTreeBuilder builder = new(blocks);
        _trees = new byte[blocks][];
        byte[] nodes = new byte[GroupTree.MaxBytes];
        for (int block = 0; block < blocks; block++)
        {
            builder.Add(Block(block));
            _trees[block] = nodes[..GroupTree.Write(Block(block), block, blocks == 1, nodes, out _)];
        }

        _tree = builder.Finish();
    }

    public Hash256 Id => _tree.Root;

    public int Blocks => _tree.Blocks;

    public ReadOnlySpan<byte> Block(long block) => _bytes.AsSpan((int)block * _blockBytes, _blockBytes);

    public ReadOnlySpan<byte> TreeOf(long block) => _trees[(int)block];

    /// <summary>Writes the proof of a block, and returns its length.</summary>
    public int Prove(long block, bool resumed, Span<byte> proof) => SliceProof.Write(_tree, (int)block, resumed, proof);

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        blocks = Blocks;
        return content == Id;
    }
}
