using System.Numerics;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>A content with paths through its tree, made from the whole bytes at once: what a client who has all of it can show.</summary>
internal sealed class ExchangeContent
{
    public const int BlockLength = 256 * 1024, GroupLength = 16 * 1024;

    private readonly byte[] _bytes;

    public ExchangeContent(int length)
    {
        _bytes = new byte[length];
        for (int i = 0; i < length; i++) _bytes[i] = (byte)((i * 31) + (i >> 8) + (i >> 16));
        Id = Blake3.Hash(_bytes);
    }

    public Hash256 Id { get; }

    public int Length => _bytes.Length;

    public int Blocks => Math.Max(1, (_bytes.Length + BlockLength - 1) / BlockLength);

    public ReadOnlySpan<byte> Block(long block) => Part(_bytes, (int)block, BlockLength);

    /// <summary>A block as an honest node sends it.</summary>
    public byte[] Cipher(in Hash256 key, long block)
    {
        byte[] keyBytes = new byte[Hash256.Length], sent = new byte[Block(block).Length];
        key.CopyTo(keyBytes);
        ChaCha20.Apply(keyBytes, new byte[ChaCha20.NonceBytes], 0, Block(block), sent);
        return sent;
    }

    /// <summary>What the content's tree has in the place of a group.</summary>
    public Hash256 Demanded(long block, int group)
    {
        int number = GroupNumber(block, group);
        if (number * GroupLength >= _bytes.Length) return Id;
        return _bytes.Length <= GroupLength ? Id : Blake3Tree.ChainingValue(Part(_bytes, number, GroupLength), (ulong)number * 16);
    }

    /// <summary>From a group to the content id.</summary>
    public byte[] PathOf(long block, int group) => PathTo(_bytes, GroupNumber(block, group), GroupLength);

    /// <summary>One of equal parts, the last of which may be short.</summary>
    public static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> whole, int number, int length)
    {
        whole = whole[Math.Min(whole.Length, number * length)..];
        return whole[..Math.Min(length, whole.Length)];
    }

    /// <summary>From a part of a power of two of chunks to the hash of the whole, by BLAKE3's rule of where a tree is split.</summary>
    public static byte[] PathTo(ReadOnlySpan<byte> whole, int number, int partLength)
    {
        List<byte[]> siblings = [];
        int start = 0, length = whole.Length, target = number * partLength;
        while (length > partLength)
        {
            int left = 1024 << BitOperations.Log2((uint)((length - 1) / 1024));
            bool isRight = target >= start + left;
            (int from, int size) = isRight ? (start, left) : (start + left, length - left);
            siblings.Insert(0, Bytes(Blake3Tree.ChainingValue(whole.Slice(from, size), (ulong)(from / 1024))));
            if (isRight) (start, length) = (start + left, length - left);
            else length = left;
        }

        return [.. siblings.SelectMany(s => s)];
    }

    private static int GroupNumber(long block, int group) => ((int)block * 16) + group;

    private static byte[] Bytes(in Hash256 hash)
    {
        byte[] bytes = new byte[Hash256.Length];
        hash.CopyTo(bytes);
        return bytes;
    }
}
