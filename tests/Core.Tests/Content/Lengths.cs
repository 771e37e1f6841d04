namespace Fleek.Tests.Core.Content;

/// <summary>Lengths at which BLAKE3 does something else: around blocks, chunks, full vectors, full subtrees and the 256 KiB done at once.</summary>
internal static class Lengths
{
    public const int Longest = (1024 * 1024) + 4096;

    public static IReadOnlyList<int> Boundaries { get; } =
    [
        .. new[] { 0, 64, 128, 1024, 2048 }
            .Concat(Enumerable.Range(3, 70).Select(chunks => 1024 * chunks))
            .Concat([127 * 1024, 128 * 1024, 255 * 1024, 256 * 1024, 257 * 1024, 272 * 1024, 511 * 1024, 512 * 1024, 768 * 1024, 1024 * 1024])
            .SelectMany(length => new[] { length - 1, length, length + 1 })
            .Where(length => length >= 0),
    ];

    /// <summary>Bytes without a period.</summary>
    public static byte[] RandomBytes(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
