using System;
using System.Numerics;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// Deciphers one group of a chunk as its node should have enciphered it, and compares with what the content id demands at that place.
/// An honest node cannot be found at fault: its header has the content's true place and length, and a witness can only be the true
/// chunk there, as long as BLAKE3 has no collisions.
/// </summary>
internal static class PlaintextCheck
{
    private const int ChunksOfGroup = WrongPlaintext.GroupLength / Blake3Tree.ChunkLength;
    private const int ChunksOfBlock = ChunksOfGroup * WrongPlaintext.MaxGroups;

    /// <summary>Of a block that is whole.</summary>
    private const int BlockLength = ChunksOfBlock * Blake3Tree.ChunkLength;

    /// <summary>Whether the node is at fault; the evidence is sound, its header is signed. A refusal says what does not fit.</summary>
    public static LedgerRefusal Judge(in WrongPlaintext proof, in ChunkHeader header, out bool atFault)
    {
        atFault = false;
        int start = proof.Group * WrongPlaintext.GroupLength;
        if (header.Bytes > BlockLength || header.Block > long.MaxValue / ChunksOfBlock || (start > 0 && start >= header.Bytes))
            return LedgerRefusal.FieldOutOfRange;
        int length = Math.Min(WrongPlaintext.GroupLength, header.Bytes - start);
        int chunks = Math.Max(1, (length + Blake3Tree.ChunkLength - 1) / Blake3Tree.ChunkLength);
        if (proof.WitnessChunk >= chunks) return LedgerRefusal.FieldOutOfRange;
        if (ChunkKeys.Commitment(proof.Key) != header.KeyCommitment) return LedgerRefusal.WrongKey;
        if (proof.Ciphertext.Length != length || !IsOfCiphertext(proof, header)) return LedgerRefusal.BadCiphertext;

        ulong group = ((ulong)header.Block * ChunksOfBlock) + (ulong)(proof.Group * ChunksOfGroup);
        int height = DepthOf(chunks, proof.WitnessChunk);
        if (!Climb(proof, header.Content, group + (ulong)proof.WitnessChunk, height, out Hash256 demanded)) return LedgerRefusal.BadWitness;
        Span<byte> plaintext = stackalloc byte[WrongPlaintext.GroupLength];
        plaintext = plaintext[..length];
        Decipher(proof, plaintext);
        int depth = proof.WitnessSiblings.Length / Hash256.Length;
        // A content that is less deep than the group that the header speaks of is not the header's.
        atFault = depth < height
            || (depth == height ? Blake3Tree.RootOf(plaintext) != header.Content
                : plaintext.IsEmpty || Blake3Tree.ChainingValue(plaintext, group) != demanded);
        return LedgerRefusal.None;
    }

    private static void Decipher(in WrongPlaintext proof, Span<byte> plaintext)
    {
        Span<byte> key = stackalloc byte[ChaCha20.KeyBytes];
        Span<byte> nonce = stackalloc byte[ChaCha20.NonceBytes];
        proof.Key.CopyTo(key);
        nonce.Clear();
        uint counter = (uint)(proof.Group * (WrongPlaintext.GroupLength / ChaCha20.BlockBytes));
        ChaCha20.Apply(key, nonce, counter, proof.Ciphertext, plaintext);
    }

    /// <summary>Whether the group is at its place in the bytes of which the header has the hash.</summary>
    private static bool IsOfCiphertext(in WrongPlaintext proof, in ChunkHeader header)
    {
        int groups = Math.Max(1, (header.Bytes + WrongPlaintext.GroupLength - 1) / WrongPlaintext.GroupLength);
        int depth = DepthOf(groups, proof.Group);
        if (proof.CiphertextSiblings.Length != depth * Hash256.Length) return false;
        if (depth == 0) return Blake3Tree.RootOf(proof.Ciphertext) == header.Ciphertext;
        uint turns = NodeScope.TurnsOf(groups, proof.Group);
        Hash256 at = Blake3Tree.ChainingValue(proof.Ciphertext, (ulong)(proof.Group * ChunksOfGroup));
        return Climb(at, proof.CiphertextSiblings, turns, out _, -1) == header.Ciphertext;
    }

    /// <summary>Whether the witness is of the content; gives the node of its tree that is so many levels above it.</summary>
    private static bool Climb(in WrongPlaintext proof, in Hash256 content, ulong counter, int height, out Hash256 demanded)
    {
        demanded = default;
        if (proof.WitnessSiblings.IsEmpty) return Blake3Tree.RootOf(proof.Witness) == content;
        if (proof.Witness.IsEmpty) return false;
        Hash256 chunk = Blake3Tree.ChainingValue(proof.Witness, counter);
        return Climb(chunk, proof.WitnessSiblings, proof.RightTurns, out demanded, height) == content;
    }

    /// <summary>The root over a node and its siblings, at least one; keeps the node at a height above it.</summary>
    private static Hash256 Climb(Hash256 at, ReadOnlySpan<byte> siblings, ulong rightTurns, out Hash256 kept, int height)
    {
        kept = default;
        for (int level = 0; ; level++)
        {
            if (level == height) kept = at;
            Hash256 sibling = Hash256.FromBytes(siblings);
            siblings = siblings[Hash256.Length..];
            bool isRight = (rightTurns >> level & 1) != 0;
            if (siblings.IsEmpty) return isRight ? Blake3Tree.Root(sibling, at) : Blake3Tree.Root(at, sibling);
            at = isRight ? Blake3Tree.Parent(sibling, at) : Blake3Tree.Parent(at, sibling);
        }
    }

    /// <summary>The depth of a leaf in BLAKE3's tree over so many leaves.</summary>
    private static int DepthOf(int leaves, int leaf)
    {
        int depth = 0;
        while (leaves > 1)
        {
            int left = 1 << BitOperations.Log2((uint)(leaves - 1));
            if (leaf < left)
            {
                leaves = left;
            }
            else
            {
                leaf -= left;
                leaves -= left;
            }

            depth++;
        }

        return depth;
    }
}
