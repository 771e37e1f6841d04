using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>The contents that worlds exchange: made once, and of one short block but for the last two.</summary>
internal static class ExchangeShelf
{
    private static readonly int[] _lengths = [0, 1, 700, 1_024, 1_025, 3_000, 16_384, 16_385, ContentBlock.Bytes + 900, (2 * ContentBlock.Bytes) + 5];

    public static readonly ContentShelf Shelf = new();
    public static readonly Hash256[] Ids = [.. _lengths.Select(length => Shelf.Add(Bytes(length)))];

    /// <summary>The first that has more than one block.</summary>
    public const int FirstLong = 8;

    public static int Blocks(int content) => Shelf.Tree(Ids[content]).Blocks;

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new KeyedRandomBytes(11, length, 0).Fill(bytes);
        return bytes;
    }
}
