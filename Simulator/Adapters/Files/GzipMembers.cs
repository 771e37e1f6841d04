using System.Buffers.Binary;
using System.IO.Compression;

namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// What the members of a gzip file hold, one after the other (RFC 1952). The platform's gzip stream takes a cut file for a whole
/// one; here each member's checksum and length must follow its data, or reading ends with <see cref="InvalidDataException"/>.
/// Whatever could be unpacked before is given first.
/// </summary>
/// <param name="source">Can be sought: the inflater reads ahead, and goes back to the end of its data.</param>
internal sealed class GzipMembers(Stream source) : Stream
{
    private const int TrailerBytes = 8, HeaderBytes = 10;
    private const byte HasHeaderChecksum = 2, HasExtra = 4, HasName = 8, HasComment = 16;

    private readonly Crc32 _crc = new();
    private DeflateStream? _member;
    private uint _length;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            if (_member is null && !TryOpenMember()) break;
            int read = _member!.Read(buffer);
            if (read > 0)
            {
                _crc.Append(buffer[..read]);
                _length = unchecked(_length + (uint)read);
                return read;
            }

            CloseMember();
        }

        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>False at the file's end; what follows a member and is no member is left alone, as gzip does.</summary>
    private bool TryOpenMember()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        int read = source.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        _ended = read < HeaderBytes || header[0] != 0x1F || header[1] != 0x8B;
        if (_ended) return false;
        byte flags = header[3];
        if ((flags & HasExtra) != 0)
        {
            Span<byte> extra = stackalloc byte[sizeof(ushort)];
            source.ReadExactly(extra);
            source.Seek(BinaryPrimitives.ReadUInt16LittleEndian(extra), SeekOrigin.Current);
        }

        if ((flags & HasName) != 0) SkipText();
        if ((flags & HasComment) != 0) SkipText();
        if ((flags & HasHeaderChecksum) != 0) source.Seek(sizeof(ushort), SeekOrigin.Current);
        _member = new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true);
        _crc.Reset();
        _length = 0;
        return true;
    }

    private void SkipText()
    {
        while (source.ReadByte() is > 0)
        {
        }
    }

    private void CloseMember()
    {
        _member!.Dispose();
        _member = null;
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        if (source.ReadAtLeast(trailer, TrailerBytes, throwOnEndOfStream: false) == TrailerBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer) == _crc.Value
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == _length) return;
        _ended = true;
        throw new InvalidDataException("the data does not end with its length and checksum");
    }
}
