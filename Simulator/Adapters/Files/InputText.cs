using System.IO.Compression;
using Fleek.Sim.Adapters.Latency;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;
using CompressionMode = System.IO.Compression.CompressionMode;

namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// A whole text file in memory, decompressed. Which compression it has is told by its first bytes, never by its name:
/// gzip, xz, bzip2, or none. Both what is read and what is made of it are bounded.
/// </summary>
internal static class InputText
{
    /// <summary>Largest text, in bytes after decompression.</summary>
    internal const int MaxBytes = 64 << 20;

    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="InputFileException">Unreadable, torn, too large, or not text.</exception>
    internal static byte[] Read(string path)
    {
        byte[] stored;
        try
        {
            long length = new FileInfo(path).Length;
            if (length > MaxBytes) throw TooLarge(path);
            stored = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputFileException(path, 0, $"cannot be read: {e.Message}", "check the path and its permissions", e);
        }

        return Decompress(path, stored);
    }

    /// <summary>The text of a file's bytes; <paramref name="path"/> only names it in errors.</summary>
    internal static byte[] Decompress(string path, byte[] stored)
    {
        if (stored.Length == 0) throw new InputFileException(path, 1, "the file is empty", "give a csv file with a header line");
        string? format = FormatOf(stored);
        byte[] text = format is null ? stored : Expand(path, stored, format);
        if (text.Length == 0)
            throw new InputFileException(path, 1, "the file holds no text", "give a csv file with a header line");
        int zero = text.AsSpan().IndexOf((byte)0);
        if (zero >= 0)
            throw new InputFileException(
                path,
                LineAt(text, zero),
                "holds a zero byte, so it is not a csv text",
                "give plain csv, or csv packed by gzip, xz or bzip2");
        return text;
    }

    private static string? FormatOf(ReadOnlySpan<byte> stored)
    {
        if (stored.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return "gzip";
        if (stored.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])) return "xz";
        return stored.Length > 3 && stored.StartsWith("BZh"u8) && stored[3] is >= (byte)'1' and <= (byte)'9' ? "bzip2" : null;
    }

    private static byte[] Expand(string path, byte[] stored, string format)
    {
        if (format == "xz" && !XzDictionary.IsWithin(stored, MaxBytes))
            throw new InputFileException(
                path, 0, "the xz data asks for a dictionary of more than 64 MiB", "pack it again with `xz -6`");
        var text = new MemoryStream();
        var buffer = new byte[64 << 10];
        try
        {
            using Stream expander = Open(stored, format);
            int read;
            while ((read = expander.Read(buffer, 0, buffer.Length)) > 0)
            {
                if (text.Length + read > MaxBytes) throw TooLarge(path);
                text.Write(buffer, 0, read);
            }

            if (format == "gzip" && !GzipTrailer.Matches(stored, text.GetBuffer().AsSpan(0, (int)text.Length)))
                throw new InvalidDataException("the text does not have the length and checksum that the last bytes give");
        }
        catch (Exception e) when (e is not InputFileException and not OutOfMemoryException)
        {
            // The decoders report damage by a dozen kinds of exception, index errors among them.
            throw new InputFileException(
                path,
                LineAt(text.GetBuffer(), (int)text.Length),
                $"the {format} data is torn or damaged from here on: {e.Message}",
                "fetch or pack the file again",
                e);
        }

        return text.ToArray();
    }

    private static Stream Open(byte[] stored, string format)
    {
        var source = new MemoryStream(stored, writable: false);
        return format switch
        {
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            "xz" => new XZStream(source),
            _ => BZip2Stream.Create(source, SharpCompress.Compressors.CompressionMode.Decompress, true),
        };
    }

    private static int LineAt(ReadOnlySpan<byte> text, int end) => 1 + text[..end].Count(LineFeed);

    private static InputFileException TooLarge(string path) =>
        new(path, 0, $"is larger than {MaxBytes >> 20} MiB of text", "keep only the pairs of the cities you need");
}
