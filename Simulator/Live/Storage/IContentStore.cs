using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Storage;

/// <summary>The contents of a node: which there are, their blocks, and what proves each. Asked by the node's one thread.</summary>
public interface IContentStore : IContentDirectory
{
    /// <summary>
    /// A block, verified to be what the content has there: a node that sends anything else can lose its stake. False if it is not to be
    /// had as it was stored.
    /// </summary>
    /// <param name="block">From 0, below the number of blocks.</param>
    /// <param name="scratch">
    /// Room for <see cref="ContentBlock.Bytes"/> and <see cref="GroupTree.MaxBytes"/>, for a store that has to copy. What is returned is
    /// good until this room is used again.
    /// </param>
    bool TryRead(in Hash256 content, long block, Span<byte> scratch, out StoredBlock stored);

    /// <summary>Writes the proof that the block is of the content; returns its length in bytes.</summary>
    /// <param name="isResumed">The proof follows on that of the block before, else it stands alone.</param>
    /// <param name="proof">Room for <see cref="SliceProof.MaxBytes"/>.</param>
    int Prove(in Hash256 content, long block, bool isResumed, Span<byte> proof);
}
