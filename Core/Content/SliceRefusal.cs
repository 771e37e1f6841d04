namespace Fleek.Core.Content;

/// <summary>Why a <see cref="SliceVerifier"/> did not take what it was given.</summary>
public enum SliceRefusal
{
    /// <summary>It was taken.</summary>
    None,

    /// <summary>The last block is verified: nothing more belongs to the content.</summary>
    Complete,

    /// <summary>The proof has a length that no proof has, or bits set that mean nothing.</summary>
    MalformedProof,

    /// <summary>The proof leads from another place than the block's, or from one that no tree has.</summary>
    WrongPlace,

    /// <summary>The proof's hashes do not lead to the content's id, or to the node known from before.</summary>
    ProofMismatch,

    /// <summary>A block came without its proof; an empty one must be given too.</summary>
    ProofMissing,

    /// <summary>The block is short and not the last, too long, or empty and not alone.</summary>
    WrongLength,

    /// <summary>The block is not the one that was proved.</summary>
    BlockMismatch,
}
