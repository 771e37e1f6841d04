using System.Runtime.CompilerServices;
using SharpCompress.Compressors.Xz;
using SharpCompress.Compressors.ZStandard;

namespace Fleek.Sim.Adapters.Files;

/// <summary>A file unpacked as it is read. What it is packed by is told by its first bytes.</summary>
public static class PackedStream
{
    /// <summary>Largest dictionary or window that a packed file may ask for; a decoder allocates it before it sees any data.</summary>
    public const int MaxWindowBytes = 64 << 20;

    /// <summary>As many bytes tell the format, and hold an xz file's first block header or a zstd file's window.</summary>
    internal const int FrontBytes = 1036;

    private const int BufferBytes = 64 << 10;

    private static readonly byte[] GzipMagic = [0x1F, 0x8B], XzMagic = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00];
    private static readonly byte[] ZstandardMagic = [0x28, 0xB5, 0x2F, 0xFD];

    /// <summary>Opens a file for reading from its start.</summary>
    /// <param name="path">A file, or a pipe.</param>
    /// <param name="format">How it is packed.</param>
    /// <returns>
    /// Its content. Where the packed data is cut or damaged, reading throws after all that could be unpacked; decoders report that by
    /// many kinds of exception.
    /// </returns>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    /// <exception cref="InvalidDataException">It asks for more than <see cref="MaxWindowBytes"/>.</exception>
    public static Stream Open(string path, out PackedFormat format)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferBytes);
        try
        {
            return Open(file, out format);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The same of a stream, which the result owns from then on. One that cannot be sought is read once, as a pipe is.</summary>
    public static Stream Open(Stream source, out PackedFormat format)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] front = new byte[FrontBytes];
        front = front[..source.ReadAtLeast(front, FrontBytes, throwOnEndOfStream: false)];
        format = FormatOf(front);
        if (source.CanSeek) source.Position = 0;
        else source = new PipedStream(source, front);
        return Unpack(source, front, format);
    }

    /// <summary>How bytes are packed that begin so.</summary>
    public static PackedFormat FormatOf(ReadOnlySpan<byte> front)
    {
        if (front.StartsWith(GzipMagic)) return PackedFormat.Gzip;
        if (front.StartsWith(XzMagic)) return PackedFormat.Xz;
        if (front.StartsWith(ZstandardMagic)) return PackedFormat.Zstandard;
        return front.Length > 3 && front.StartsWith("BZh"u8) && front[3] is >= (byte)'1' and <= (byte)'9'
            ? PackedFormat.Bzip2 : PackedFormat.Plain;
    }

    private static Stream Unpack(Stream file, ReadOnlySpan<byte> front, PackedFormat format)
    {
        if (format == PackedFormat.Xz && !XzDictionary.IsWithin(front, MaxWindowBytes))
            throw new InvalidDataException($"the xz data asks for a dictionary of more than {MaxWindowBytes >> 20} MiB");
        return format switch
        {
            PackedFormat.Gzip => new CheckedGzipStream(file),
            PackedFormat.Bzip2 => new Bzip2Stream(file),
            PackedFormat.Xz or PackedFormat.Zstandard => ByLibrary(file, format),
            _ => file,
        };
    }

    /// <summary>Apart, and with none of its types in the signature, so that the library is loaded where it is needed and takes no memory elsewhere.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Stream ByLibrary(Stream file, PackedFormat format) =>
        format == PackedFormat.Xz ? new XZStream(file) : new DecompressionStream(file);
}
