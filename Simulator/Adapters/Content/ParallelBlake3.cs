using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Adapters.Content;

/// <summary>
/// The BLAKE3 hash of large inputs by several threads: each hashes segments, subtrees of 1 MiB, and one joins them. The same
/// hash as <see cref="Blake3"/> gives.
/// </summary>
public static class ParallelBlake3
{
    private const int SegmentLength = 1 << 20;

    /// <summary>Segments that each thread hashes of what is read of a stream at once, so that a slow one does not hold up all.</summary>
    private const int SegmentsPerThread = 2;

    /// <summary>So that the buffers' lengths fit an int.</summary>
    private const int MostThreads = 512;

    /// <summary>Hashes bytes in memory.</summary>
    /// <param name="threads">1 to 512.</param>
    public static Hash256 Hash(ReadOnlyMemory<byte> data, int threads)
    {
        CheckThreads(threads);
        if (data.Length <= SegmentLength) return Blake3.Hash(data.Span);
        SegmentTree tree = new();
        foreach (Hash256 value in ChainingValues(data, 0, threads)) tree.Add(value);
        return tree.Root();
    }

    /// <summary>
    /// Hashes a stream from where it stands to its end, reading on while it hashes. Holds 4 MiB per thread, however long the
    /// stream.
    /// </summary>
    /// <param name="threads">1 to 512; reading is done beside them.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Hash256 Hash(Stream stream, int threads)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckThreads(threads);
        byte[] full = new byte[threads * SegmentsPerThread * SegmentLength];
        int length = Fill(stream, full);
        if (length <= SegmentLength) return Blake3.Hash(full.AsSpan(0, length));

        byte[] next = new byte[full.Length];
        SegmentTree tree = new();
        ulong segment = 0;
        while (length > 0)
        {
            ReadOnlyMemory<byte> part = full.AsMemory(0, length);
            ulong first = segment;
            Task<Hash256[]> hashing = Task.Run(() => ChainingValues(part, first, threads));
            try
            {
                length = length == full.Length ? Fill(stream, next) : 0;
            }
            finally
            {
                // Also when reading fails: nobody is left behind with the buffer.
                hashing.Wait();
            }

            foreach (Hash256 value in hashing.Result) tree.Add(value);
            segment += (ulong)hashing.Result.Length;
            (full, next) = (next, full);
        }

        return tree.Root();
    }

    private static Hash256[] ChainingValues(ReadOnlyMemory<byte> data, ulong firstSegment, int threads)
    {
        Hash256[] values = new Hash256[(int)(((long)data.Length + SegmentLength - 1) / SegmentLength)];
        Parallel.For(0, values.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            int start = i * SegmentLength;
            ReadOnlySpan<byte> segment = data.Span.Slice(start, Math.Min(SegmentLength, data.Length - start));
            values[i] = Blake3Tree.ChainingValue(segment, (firstSegment + (ulong)i) * (SegmentLength / Blake3Tree.ChunkLength));
        });
        return values;
    }

    private static int Fill(Stream stream, byte[] buffer) => stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);

    private static void CheckThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MostThreads);
    }
}
