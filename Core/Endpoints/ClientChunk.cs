using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>A chunk that came and is not delivered: its bytes, and all that is evidence if its key does not come. Used again and again.</summary>
internal sealed class ClientChunk
{
    /// <summary>The block as it came, then the plain text in its place.</summary>
    public byte[] Bytes { get; } = new byte[ContentBlock.Bytes];

    public byte[] Tree { get; } = new byte[GroupTree.MaxBytes];

    public int TreeLength { get; set; }

    public Hash256 Session { get; set; }

    public ChunkHeader Header { get; set; }

    /// <summary>HC at the unit before.</summary>
    public Hash256 HeadBefore { get; set; }

    public bool IsSigned { get; set; }

    /// <summary>By the node over HC at this unit, if signed.</summary>
    public Signature Signature { get; set; }

    /// <summary>What the plain text must hash to.</summary>
    public Hash256 Leaf { get; set; }

    public bool IsOnlyBlock { get; set; }

    /// <summary>Whether the bytes are the block, in plain text.</summary>
    public bool IsVerified { get; set; }

    /// <summary>Siblings of the leaf up to the content's root.</summary>
    public Hash256[] Path { get; } = new Hash256[ContentBlock.MaxDepth];

    public int PathLength { get; set; }

    /// <summary>The ticket that paid it, and the anchor of its chain.</summary>
    public Hash256 Ticket { get; set; }

    public SignedAnchor Anchor { get; set; }

    public long Unit => Header.Unit;
}
