using System;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>Claims that a node submits together, encoded one after another.</summary>
/// <param name="count">At most <see cref="MaxItems"/>.</param>
public readonly ref struct RedeemBatch(int count, ReadOnlySpan<byte> items)
{
    /// <summary>Most claims of one transaction.</summary>
    public const int MaxItems = 256;

    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = 2 + 4 + (MaxItems * RedeemItem.MaxLength);

    public int Count { get; } = count;

    public ReadOnlySpan<byte> Items { get; } = items;

    /// <summary>The length of this one in bytes.</summary>
    public int Length => 2 + 4 + Items.Length;

    /// <summary>Whether it holds so many items and nothing else.</summary>
    internal bool IsSound
    {
        get
        {
            if (Count is <= 0 or > MaxItems) return false;
            WireReader reader = new(Items);
            for (int i = 0; i < Count && !reader.Failed; i++) RedeemItem.Read(ref reader);
            return reader.IsComplete;
        }
    }

    public void Write(ref WireWriter writer)
    {
        writer.UInt16(Count);
        writer.UInt32(Items.Length);
        writer.Bytes(Items);
    }

    public static RedeemBatch Read(scoped ref WireReader reader)
    {
        int count = reader.UInt16();
        RedeemBatch read = new(count, reader.Take(reader.Units()));
        if (!reader.Failed && !read.IsSound) reader.Fail();
        return read;
    }
}
