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
    private const int BufferBytes = 256 << 10;

    /// <summary>Reads the file at <paramref name="path"/> to its end.</summary>
    /// <param name="sink">Gets each element.</param>
    /// <param name="options">How to read; the default if null.</param>
    /// <exception cref="InputFileException">It cannot be read, is empty, or holds nothing that is MRT.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static MrtReading Read(string path, IRouteSink sink, MrtReaderOptions? options = null, CancellationToken cancel = default)
    {
        try
        {
            using Stream stream = PackedStream.Open(path, out PackedFormat format);
            return Read(path, stream, format, new MrtReader(sink, options), cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputFileException(path, 0, $"cannot be read: {e.Message}", "check the path and its permissions", e);
        }
        catch (InvalidDataException e)
        {
            throw new InputFileException(path, 0, e.Message, "pack it again with less memory, such as by `xz -6`", e);
        }
    }

    /// <summary>Reads a stream to its end; <paramref name="path"/> only names it in errors.</summary>
    /// <exception cref="InputFileException">It is empty, or holds nothing that is MRT.</exception>
    internal static MrtReading Read(string path, Stream stream, PackedFormat format, MrtReader reader, CancellationToken cancel)
    {
        byte[] buffer = new byte[BufferBytes];
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
            int consumed = reader.Read(buffer.AsSpan(0, filled));
            filled -= consumed;
            buffer.AsSpan(consumed, filled).CopyTo(buffer);
            if (reader.NeededBytes > buffer.Length) Array.Resize(ref buffer, reader.NeededBytes);
        }

        reader.Finish(buffer.AsSpan(0, filled));
        MrtStatistics seen = reader.Statistics;
        if (bytes == 0 && damage is null)
            throw new InputFileException(path, 0, "the file is empty", "give an MRT dump: a RIB or updates");
        if (seen.Records <= seen.Of(SkipReason.UnknownType) + seen.Of(SkipReason.TooLong))
            throw new InputFileException(
                path, 0, damage is null ? "holds no MRT record" : $"holds no MRT record before its end: {damage}",
                "give an MRT dump, plain or packed by gzip, bzip2, xz or zstd");
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
        catch (Exception e) when (format != PackedFormat.Plain && e is not OutOfMemoryException)
        {
            // The decoders report damage by a dozen kinds of exception, index errors among them.
            damage = $"the {format} data is cut or damaged: {e.Message}";
            return 0;
        }
    }
}
