using System;
using System.Numerics;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// Deciphers one group of a chunk as its node should have enciphered it, and compares with what the content id demands at that place.
/// An honest node cannot be found at fault: its header has the content's true shape, so the path can only be the group's, as long
/// as BLAKE3 has no collisions.
/// </summary>
internal static class PlaintextCheck
{
    private const int ChunksOfGroup = WrongPlaintext.GroupLength / Blake3Tree.ChunkLength;

    /// <summary>Of a block that is whole.</summary>
    private const int BlockLength = WrongPlaintext.MaxGroups * WrongPlaintext.GroupLength;

    /// <summary>Whether the node is at fault; the evidence is sound, its header is signed. A refusal says what does not fit.</summary>
    public static LedgerRefusal Judge(in WrongPlaintext proof, in ChunkHeader header, out bool atFault)
    {
        atFault = false;
        if (!IsShaped(header)) return LedgerRefusal.FieldOutOfRange;
        int groups = Math.Max(1, (header.Bytes + WrongPlaintext.GroupLength - 1) / WrongPlaintext.GroupLength);
        if (proof.Group >= groups) return LedgerRefusal.FieldOutOfRange;
        if (ChunkKeys.Commitment(proof.Key) != header.KeyCommitment) return LedgerRefusal.WrongKey;

        int inBlock = Turns(groups, proof.Group, out ulong turns);
        ulong first = (ulong)(proof.Group * ChunksOfGroup);
        int length = Math.Min(WrongPlaintext.GroupLength, header.Bytes - (proof.Group * WrongPlaintext.GroupLength));
        if (proof.Ciphertext.Length != length || proof.CiphertextSiblings.Length != inBlock * Hash256.Length)
            return LedgerRefusal.BadCiphertext;
        Hash256 sent = NodeOf(proof.Ciphertext, first, isRoot: inBlock == 0);
        if (Climb(sent, proof.CiphertextSiblings, turns) != header.Ciphertext) return LedgerRefusal.BadCiphertext;

        int above = Turns(header.Blocks, header.Block, out ulong turnsAbove);
        if (proof.Siblings.Length != (inBlock + above) * Hash256.Length
            || Climb(proof.Demanded, proof.Siblings, turns | (turnsAbove << inBlock)) != header.Content)
            return LedgerRefusal.BadPath;

        Span<byte> plaintext = stackalloc byte[WrongPlaintext.GroupLength];
        plaintext = plaintext[..length];
        Decipher(proof, plaintext);
        first += (ulong)header.Block * (ChunksOfGroup * WrongPlaintext.MaxGroups);
        atFault = NodeOf(plaintext, first, isRoot: proof.Siblings.IsEmpty) != proof.Demanded;
        return LedgerRefusal.None;
    }

    /// <summary>Whether there is such a block: all but the last of a content are whole. No client pays for another.</summary>
    private static bool IsShaped(in ChunkHeader header) =>
        header.Blocks is > 0 and <= WrongPlaintext.MaxBlocks && header.Block < header.Blocks && header.Bytes <= BlockLength
        && (header.Bytes == BlockLength || header.Block == header.Blocks - 1) && (header.Bytes > 0 || header.Blocks == 1);

    private static Hash256 NodeOf(ReadOnlySpan<byte> group, ulong firstChunk, bool isRoot) =>
        isRoot ? Blake3Tree.RootOf(group) : Blake3Tree.ChainingValue(group, firstChunk);

    private static void Decipher(in WrongPlaintext proof, Span<byte> plaintext)
    {
        Span<byte> key = stackalloc byte[ChaCha20.KeyBytes];
        Span<byte> nonce = stackalloc byte[ChaCha20.NonceBytes];
        proof.Key.CopyTo(key);
        nonce.Clear();
        uint counter = (uint)(proof.Group * (WrongPlaintext.GroupLength / ChaCha20.BlockBytes));
        ChaCha20.Apply(key, nonce, counter, proof.Ciphertext, plaintext);
    }

    /// <summary>The root over a node and its siblings; the node itself where there are none.</summary>
    /// <param name="rightTurns">A bit for each sibling, lowest first, set where the way is on the right.</param>
    private static Hash256 Climb(Hash256 at, ReadOnlySpan<byte> siblings, ulong rightTurns)
    {
        for (; !siblings.IsEmpty; rightTurns >>= 1)
        {
            Hash256 sibling = Hash256.FromBytes(siblings);
            siblings = siblings[Hash256.Length..];
            bool isRight = (rightTurns & 1) != 0;
            at = (siblings.IsEmpty, isRight) switch
            {
                (true, true) => Blake3Tree.Root(sibling, at),
                (true, false) => Blake3Tree.Root(at, sibling),
                (false, true) => Blake3Tree.Parent(sibling, at),
                (false, false) => Blake3Tree.Parent(at, sibling),
            };
        }

        return at;
    }

    /// <summary>The way of a leaf to the root of BLAKE3's tree over so many leaves: its length, and its turns, lowest first.</summary>
    private static int Turns(long leaves, long leaf, out ulong rightTurns)
    {
        rightTurns = 0;
        int depth = 0;
        for (; leaves > 1; depth++)
        {
            long left = 1L << BitOperations.Log2((ulong)(leaves - 1));
            bool isRight = leaf >= left;
            rightTurns = (rightTurns << 1) | (isRight ? 1UL : 0);
            leaf -= isRight ? left : 0;
            leaves = isRight ? leaves - left : left;
        }

        return depth;
    }
}
