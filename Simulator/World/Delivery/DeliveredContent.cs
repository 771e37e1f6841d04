using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Delivery;

/// <summary>One object that clients want: random bytes, made anew whenever a block of it is needed, and the tree over them.</summary>
internal sealed class DeliveredContent
{
    private const int EntityBits = 24;

    private readonly ulong _seed;
    private readonly long _entity;

    /// <param name="number">Its own among all contents of a run.</param>
    public DeliveredContent(ulong seed, int number, long bytes)
    {
        Invariant.Require(bytes > 0, "delivery: an object without bytes");
        (_seed, _entity, Bytes, Number) = (seed, (long)number << EntityBits, bytes, number);
        int blocks = checked((int)((bytes + ContentBlock.Bytes - 1) / ContentBlock.Bytes));
        Invariant.Require(blocks < 1 << EntityBits, "delivery: an object of too many blocks");
        ContentTreeBuilder builder = new(blocks);
        byte[] block = new byte[ContentBlock.Bytes];
        for (int i = 0; i < blocks; i++) builder.Add(block.AsSpan(0, Read(i, block)));
        Tree = builder.Finish();
    }

    public int Number { get; }

    /// <summary>Where the site has it.</summary>
    public string Url => $"/{Number}";

    public long Bytes { get; }

    public ContentTree Tree { get; }

    public Hash256 Id => Tree.Root;

    public int Blocks => (int)((Bytes + ContentBlock.Bytes - 1) / ContentBlock.Bytes);

    public int LengthOf(int block) => (int)Math.Min(ContentBlock.Bytes, Bytes - ((long)block * ContentBlock.Bytes));

    /// <summary>Writes the bytes of a block, and returns how many they are.</summary>
    public int Read(int block, Span<byte> destination)
    {
        int length = LengthOf(block);
        RandomStream stream = new(_seed, StreamPurpose.DeliveredBytes, _entity | (long)block);
        Span<ulong> words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(destination[..(length & ~7)]);
        // One draw for 64 bytes: what is hashed and ciphered has to differ, and need not be random.
        for (int i = 0; i < words.Length; i += 8)
        {
            ulong drawn = stream.NextBits();
            for (int j = i; j < Math.Min(i + 8, words.Length); j++) words[j] = drawn + (ulong)j;
        }

        ulong last = stream.NextBits();
        for (int i = length & ~7; i < length; i++) destination[i] = (byte)(last >> (8 * (i & 7)));
        return length;
    }
}
