using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Storage;

namespace Fleek.Tests.Live.Conformance;

/// <summary>The contents of plays as a live node has them.</summary>
internal sealed class ArmStore(params ArmContent[] contents) : IContentStore
{
    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        ArmContent? found = Find(content);
        blocks = found?.Blocks ?? 0;
        return found is not null;
    }

    public bool TryRead(in Hash256 content, long block, Span<byte> scratch, out StoredBlock stored)
    {
        Span<byte> bytes = scratch[..ContentBlock.Bytes], groups = scratch[ContentBlock.Bytes..];
        var lengths = Find(content)!.Read((int)block, bytes, groups);
        stored = new StoredBlock(bytes[..lengths.Block], groups[..lengths.Groups]);
        return true;
    }

    public int Prove(in Hash256 content, long block, bool isResumed, Span<byte> proof) =>
        SliceProof.Write(Find(content)!.Tree, (int)block, isResumed, proof);

    private ArmContent? Find(Hash256 content) => Array.Find(contents, each => each.Id == content);
}
