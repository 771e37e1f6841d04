using System.Buffers.Binary;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// MRT dumps as RouteViews and RIPE RIS publish them: plain or packed by gzip, bzip2, xz or zstd. A file is read as a stream,
/// in memory of a fixed size; what is cut or damaged at its end is a warning, and all before it is given.
/// </summary>
public static class MrtFile
{
    private const int BufferBytes = 64 << 10;
    private const string GiveMrt = "give an MRT dump, plain or packed by gzip, bzip2, xz or zstd";

    /// <summary>Reads the file at <paramref name="path"/> to its end.</summary>
    /// <param name="sink">Gets each element.</param>
    /// <param name="options">How to read; the default if null.</param>
    /// <exception cref="InputFileException">It cannot be read, is empty, or holds nothing that is MRT.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static MrtReading Read(string path, IRouteSink sink, MrtReaderOptions? options = null, CancellationToken cancel = default) =>
        Read(path, null, sink, options, null, cancel);

    /// <summary>Reads a file or a stream to its end.</summary>
    /// <param name="path">The file; of a stream, what errors call it.</param>
    /// <param name="source">A stream to read instead of the file; it is closed then.</param>
    /// <param name="sink">Gets each element.</param>
    /// <param name="options">How to read; the default if null.</param>
    /// <param name="progress">Told from time to time how many bytes are unpacked.</param>
    /// <exception cref="InputFileException">It cannot be read, is empty, or holds nothing that is MRT.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static MrtReading Read(
        string path, Stream? source, IRouteSink sink, MrtReaderOptions? options, Action<long>? progress, CancellationToken cancel)
    {
        Stream stream;
        PackedFormat format;
        try
        {
            stream = source is null ? PackedStream.Open(path, out format) : PackedStream.Open(source, out format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputFileException(path, 0, $"cannot be read: {e.Message}", "check the path and its permissions", e);
        }
        catch (InvalidDataException e)
        {
            throw new InputFileException(path, 0, e.Message, "pack it again with less memory, such as by `xz -6`", e);
        }

        using (stream) return Read(path, stream, format, new MrtReader(sink, options), progress, cancel);
    }

    /// <summary>Time of a file's first record, in seconds since 1970, and whether it is of a table; null where it cannot be read.</summary>
    public static (uint Seconds, bool IsTable)? First(string path)
    {
        try
        {
            using Stream stream = PackedStream.Open(path, out _);
            Span<byte> header = stackalloc byte[MrtHeader.Bytes];
            stream.ReadExactly(header);
            var type = (MrtType)BinaryPrimitives.ReadUInt16BigEndian(header[4..]);
            return (BinaryPrimitives.ReadUInt32BigEndian(header), type is MrtType.TableDump or MrtType.TableDumpV2);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The decoders report damage by a dozen kinds of exception; what is wrong is said when the file is read.
            return null;
        }
    }

    private static MrtReading Read(
        string path, Stream stream, PackedFormat format, MrtReader reader, Action<long>? progress, CancellationToken cancel)
    {
        byte[] buffer = new byte[BufferBytes], front = [];
        int filled = 0;
        long bytes = 0;
        string? damage = null;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            int read = ReadSome(stream, buffer.AsSpan(filled), format, ref damage);
            if (read == 0) break;
            bytes += read;
            filled += read;
            if (front.Length < ContentKind.FrontBytes)
                front = [.. front, .. buffer.AsSpan(filled - read, Math.Min(read, ContentKind.FrontBytes - front.Length))];
            int consumed = reader.Read(buffer.AsSpan(0, filled));
            filled -= consumed;
            buffer.AsSpan(consumed, filled).CopyTo(buffer);
            if (reader.NeededBytes > buffer.Length) Array.Resize(ref buffer, reader.NeededBytes);
            progress?.Invoke(bytes);
        }

        reader.Finish(buffer.AsSpan(0, filled));
        MrtStatistics seen = reader.Statistics;
        if (bytes == 0 && damage is null)
            throw new InputFileException(path, 0, "is empty", "give an MRT dump: a RIB or updates");
        if (bytes == 0 && format == PackedFormat.Plain) throw new InputFileException(path, 0, damage!, "check the path");
        bool hasRecords = seen.Records > seen.Of(SkipReason.UnknownType) + seen.Of(SkipReason.TooLong);
        bool isTooShortToTell = damage is not null && bytes < MrtHeader.Bytes;
        if (!hasRecords && !isTooShortToTell && !ContentKind.BeginsRecord(front))
            throw new InputFileException(path, 0, $"{ContentKind.Describe(front)}{(damage is null ? "" : $"; {damage}")}", GiveMrt);
        return new MrtReading(seen, format, bytes, damage ?? (seen.IsTorn ? $"ends within the record at byte {seen.TornAt}" : null));
    }

    /// <summary>0 at the end, which damage is too.</summary>
    private static int ReadSome(Stream stream, Span<byte> into, PackedFormat format, ref string? damage)
    {
        if (damage is not null) return 0;
        try
        {
            return stream.Read(into);
        }
        catch (Exception e) when (e is not OutOfMemoryException && (format != PackedFormat.Plain || e is IOException))
        {
            // The decoders report damage by a dozen kinds of exception, index errors among them.
            damage = format == PackedFormat.Plain ? $"cannot be read any further: {e.Message}" : $"the {format} data is cut or damaged: {e.Message}";
            return 0;
        }
    }
}
