using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>
/// Records that become durable together, as they stand in the file: magic "FXLB", length of the records 4 bytes, number of the batch 8,
/// records, and 16 bytes of BLAKE3 over all before, keyed with the file's own random key, so that no record can pass for a batch.
/// </summary>
internal sealed class LogBatch
{
    /// <summary>Bytes of a batch before its records.</summary>
    public const int HeadBytes = 16;

    /// <summary>Bytes of a batch beside its records.</summary>
    public const int Overhead = HeadBytes + ChecksumBytes;

    private const int ChecksumBytes = 16;

    private byte[] _bytes = new byte[4096];
    private int _length = HeadBytes;

    public static ReadOnlySpan<byte> Magic => "FXLB"u8;

    /// <summary>Bytes of records.</summary>
    public int RecordBytes => _length - HeadBytes;

    public int Records { get; private set; }

    /// <summary>Of the last record, as the node numbers it.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Whether it takes the place of all before.</summary>
    public bool Replaces { get; set; }

    public void Add(ReadOnlySpan<byte> record, long number)
    {
        int needed = _length + record.Length + ChecksumBytes;
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        record.CopyTo(_bytes.AsSpan(_length));
        _length += record.Length;
        Records++;
        LastNumber = number;
    }

    /// <summary>The batch as it goes into the file.</summary>
    /// <param name="number">One more than that of the batch before.</param>
    public ReadOnlySpan<byte> Seal(long number, ReadOnlySpan<byte> key)
    {
        Magic.CopyTo(_bytes);
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(4), RecordBytes);
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(8), number);
        Checksum(key, _bytes.AsSpan(0, _length), _bytes.AsSpan(_length, ChecksumBytes));
        return _bytes.AsSpan(0, _length + ChecksumBytes);
    }

    /// <summary>To be filled anew.</summary>
    public void Clear() => (_length, Records, LastNumber, Replaces) = (HeadBytes, 0, 0, false);

    /// <summary>True if a whole batch begins here; gives its records.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, out long number, out ReadOnlySpan<byte> records)
    {
        number = 0;
        records = default;
        if (bytes.Length < Overhead || !bytes.StartsWith(Magic)) return false;
        int length = BinaryPrimitives.ReadInt32BigEndian(bytes[4..]);
        if (length < 0 || length > bytes.Length - Overhead) return false;
        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        Checksum(key, bytes[..(HeadBytes + length)], checksum);
        if (!checksum.SequenceEqual(bytes.Slice(HeadBytes + length, ChecksumBytes))) return false;
        number = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
        records = bytes.Slice(HeadBytes, length);
        return true;
    }

    private static void Checksum(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes, Span<byte> checksum)
    {
        Span<byte> hash = stackalloc byte[Hash256.Length];
        Blake3.KeyedHash(key, bytes).CopyTo(hash);
        hash[..ChecksumBytes].CopyTo(checksum);
    }
}
