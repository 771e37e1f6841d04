using System.Buffers.Binary;
using System.IO.Compression;

namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// What a gzip file holds. The platform's decoder takes a cut file for a whole one without a word: at its end this one compares the
/// file's last bytes, checksum and length of the last member (RFC 1952, 2.3.1), with what came out, and throws
/// <see cref="InvalidDataException"/> if they differ. Where members were put together, that takes a second look at the file; of a
/// pipe there is none, and the length alone is compared then.
/// </summary>
/// <param name="source">A <see cref="PipedStream"/>, or one that can be sought.</param>
internal sealed class CheckedGzipStream(Stream source) : ForwardStream(source)
{
    private const int TrailerBytes = PipedStream.TailBytes, LookBytes = 64 << 10;

    private readonly Crc32 _crc = new();
    private GZipStream? _gzip;
    private long _length;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty) return 0;
        _gzip ??= new GZipStream(Source, CompressionMode.Decompress, leaveOpen: true);
        int read = _gzip.Read(buffer);
        _crc.Append(buffer[..read]);
        _length += read;
        if (read > 0) return read;
        _ended = true;
        if (!IsWhole()) throw new InvalidDataException("the data does not end with its checksum and length");
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _gzip?.Dispose();
        base.Dispose(disposing);
    }

    private bool IsWhole()
    {
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        if (!TryTrailer(trailer)) return false;
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(trailer[sizeof(uint)..]);
        if (length == unchecked((uint)_length)) return crc == _crc.Value;
        return length <= _length && (!Source.CanSeek || crc == ChecksumOfLast(length));
    }

    private bool TryTrailer(Span<byte> into)
    {
        if (Source is PipedStream piped)
        {
            piped.Tail.CopyTo(into);
            return piped.Passed >= TrailerBytes;
        }

        if (Source.Length < TrailerBytes) return false;
        Source.Position = Source.Length - TrailerBytes;
        Source.ReadExactly(into);
        return true;
    }

    /// <summary>Unpacks the file again and takes the checksum of its last bytes.</summary>
    private uint ChecksumOfLast(uint bytes)
    {
        Source.Position = 0;
        using GZipStream again = new(Source, CompressionMode.Decompress, leaveOpen: true);
        byte[] buffer = new byte[LookBytes];
        long skipping = _length - bytes;
        _crc.Reset();
        int read;
        while ((read = again.Read(buffer)) > 0)
        {
            int skipped = (int)Math.Min(skipping, read);
            skipping -= skipped;
            _crc.Append(buffer.AsSpan(skipped, read - skipped));
        }

        return _crc.Value;
    }
}
