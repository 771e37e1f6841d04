using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Content;

namespace Fleek.Sim.World.Exchange;

/// <summary>The contents of a simulated node.</summary>
internal sealed class ExchangeShelf(params IBlockSource[] contents) : IContentDirectory
{
    private readonly Dictionary<Hash256, IBlockSource> _contents = contents.ToDictionary(content => content.Tree.Root);

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        bool found = _contents.TryGetValue(content, out IBlockSource? source);
        blocks = source?.Tree.Blocks ?? 0;
        return found;
    }

    public BlockLengths Read(in Hash256 content, long block, Span<byte> bytes, Span<byte> groups) =>
        _contents[content].Read((int)block, bytes, groups);

    /// <summary>Writes the proof that a block is of its content; returns its length.</summary>
    public int Prove(in Hash256 content, long block, bool isResumed, Span<byte> proof) =>
        SliceProof.Write(_contents[content].Tree, (int)block, isResumed, proof);
}
