using System;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>What a node says of one chunk before it is paid: enough to prove later that key and plaintext are not what was said.</summary>
/// <param name="Unit">i: the chunk's number in its session, from 1.</param>
/// <param name="Content">The content that the block is of: cid.</param>
/// <param name="Block">The block's number in the content, from 0.</param>
/// <param name="Blocks">
/// Blocks of the whole content. With it the place of the block in the content's tree is known, so that in a dispute no path can end at
/// another height than the block's.
/// </param>
/// <param name="Bytes">Its length, 0 to 262,144.</param>
/// <param name="Ciphertext">BLAKE3 of the bytes as sent: the root of their own tree.</param>
/// <param name="KeyCommitment">Hash of the key; zero where the bytes are sent as they are.</param>
public readonly record struct ChunkHeader(
    long Unit, Hash256 Content, long Block, long Blocks, int Bytes, Hash256 Ciphertext, Hash256 KeyCommitment)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 8 + Hash256.Length + 8 + 8 + 4 + (2 * Hash256.Length);

    public void Write(ref WireWriter writer)
    {
        writer.UInt63(Unit);
        writer.Hash(Content);
        writer.UInt63(Block);
        writer.UInt63(Blocks);
        writer.UInt32(Bytes);
        writer.Hash(Ciphertext);
        writer.Hash(KeyCommitment);
    }

    public static ChunkHeader Read(ref WireReader reader) => new(
        reader.UInt63(), reader.Hash(), reader.UInt63(), reader.UInt63(), reader.Units(), reader.Hash(), reader.Hash());
}

/// <summary>
/// The chain of a session's headers: HC at i covers every header up to i, so that one signature answers for all before it. It
/// begins with the session and its first anchor, so that no header counts in another session.
/// </summary>
public static class HeaderChain
{
    /// <summary>HC at 0.</summary>
    public static Hash256 Start(in Hash256 chain, in Hash256 session, in Hash256 firstAnchor)
    {
        Span<byte> message = stackalloc byte[Domain.Length + (3 * Hash256.Length)];
        WireWriter writer = new(message);
        writer.Bytes(Domain.HeaderStart);
        writer.Hash(chain);
        writer.Hash(session);
        writer.Hash(firstAnchor);
        return Blake3.Hash(message);
    }

    /// <summary>HC at a header's unit, from that of the unit before.</summary>
    public static Hash256 Next(in Hash256 before, in ChunkHeader header)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Hash256.Length + ChunkHeader.Length];
        WireWriter writer = new(message);
        writer.Bytes(Domain.HeaderLink);
        writer.Hash(before);
        header.Write(ref writer);
        return Blake3.Hash(message);
    }
}

/// <summary>What a node signs of a header chain. Two of them with one session and unit and different heads are proof of equivocation.</summary>
public readonly record struct HeaderStatement(Hash256 Chain, Hash256 Session, long Unit, Hash256 Head)
{
    private const int MessageLength = Domain.Length + (3 * Hash256.Length) + 8;

    public Signature Sign(ISigner node)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message);
        return node.Sign(message);
    }

    public bool IsSignedBy(in PublicKey node, in Signature signature, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message);
        return verifier.Verify(node, message, signature);
    }

    private void WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Header);
        writer.Hash(Chain);
        writer.Hash(Session);
        writer.UInt63(Unit);
        writer.Hash(Head);
    }
}
