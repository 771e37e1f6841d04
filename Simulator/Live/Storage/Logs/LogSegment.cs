using System.Buffers.Binary;
using System.Security.Cryptography;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Storage.Disks;

namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>
/// One file of a node's log: "FXLOG", 2 zero bytes, version; number of the file, 8 bytes; its random key, 32; BLAKE3 of these; then batches.
/// Each batch is flushed before the next is written, so that only the last can be in pieces.
/// </summary>
internal sealed class LogSegment : IDisposable
{
    private const int KeyBytes = 32;
    private const int KeyOffset = 16;
    private const int HeadBytes = KeyOffset + KeyBytes + Hash256.Length;

    private readonly IDiskFile _file;
    private readonly byte[] _key;
    private long _end, _batches;

    private LogSegment(string path, long number, IDiskFile file, byte[] key, long end, long batches) =>
        (Path, Number, _file, _key, _end, _batches) = (path, number, file, key, end, batches);

    /// <summary>Its name says its number, which its head repeats.</summary>
    public string Path { get; private set; }

    public long Number { get; }

    public long Batches => _batches;

    /// <summary>Bytes of records in all batches.</summary>
    public long RecordBytes => _end - HeadBytes - (_batches * LogBatch.Overhead);

    private static ReadOnlySpan<byte> Magic => "FXLOG\0\0\u0001"u8;

    /// <summary>A new file without batches, under a name that no restart looks at. Not durable yet.</summary>
    public static LogSegment Create(IDisk disk, string path, long number)
    {
        byte[] head = new byte[HeadBytes];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(Magic.Length), number);
        RandomNumberGenerator.Fill(head.AsSpan(KeyOffset, KeyBytes));
        Blake3.Hash(head.AsSpan(0, KeyOffset + KeyBytes)).CopyTo(head.AsSpan(KeyOffset + KeyBytes));
        IDiskFile file = disk.Create(path);
        try
        {
            file.Write(head, 0);
            return new LogSegment(path, number, file, head[KeyOffset..(KeyOffset + KeyBytes)], HeadBytes, 0);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that an earlier run left, reads its records and cuts off what a crash left behind them.</summary>
    /// <exception cref="NodeLogException">It is no log, or is damaged before its end; nothing is changed.</exception>
    public static LogSegment Open(IDisk disk, string path, long number, long maxBytes, out ReadOnlyMemory<byte> records, out long cutBytes)
    {
        IDiskFile file = disk.Open(path);
        try
        {
            long length = file.Length;
            if (length > Math.Min(maxBytes, Array.MaxLength))
            {
                throw new NodeLogException(
                    NodeLogProblem.TooLarge, path, 0, $"has {length} bytes, more than the {maxBytes} that may be read at a start");
            }

            byte[] bytes = new byte[length];
            file.Read(bytes, 0);
            byte[] key = KeyOf(path, number, bytes);
            (long end, long batches, int taken) = Take(path, bytes, key);
            cutBytes = length - end;
            if (cutBytes > 0)
            {
                file.Length = end;
                file.Flush();
            }

            records = bytes.AsMemory(0, taken);
            return new LogSegment(path, number, file, key, end, batches);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a batch behind the last and makes it durable; what a failed try wrote is overwritten by the next.</summary>
    /// <exception cref="IOException">It could not be written: nothing is lost, and it may be tried again.</exception>
    /// <exception cref="FlushFailedException">It could not be made durable: nothing may follow.</exception>
    public void Append(LogBatch batch)
    {
        ReadOnlySpan<byte> bytes = batch.Seal(_batches + 1, _key);
        _file.Write(bytes, _end);
        Flush();
        _end += bytes.Length;
        _batches++;
    }

    public void Flush()
    {
        try
        {
            _file.Flush();
        }
        catch (IOException problem)
        {
            throw new FlushFailedException(problem);
        }
    }

    /// <summary>Gives the file the name under which restarts find it.</summary>
    public void Publish(IDisk disk, string path)
    {
        disk.Rename(Path, path);
        Path = path;
    }

    public void Dispose() => _file.Dispose();

    private static byte[] KeyOf(string path, long number, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes || !bytes.StartsWith(Magic)
            || Blake3.Hash(bytes[..(KeyOffset + KeyBytes)]) != Hash256.FromBytes(bytes[(KeyOffset + KeyBytes)..HeadBytes]))
            throw new NodeLogException(NodeLogProblem.NotALog, path, 0, "does not begin as a node's log of this version: put back a copy of it");
        if (BinaryPrimitives.ReadInt64BigEndian(bytes[Magic.Length..]) != number)
            throw new NodeLogException(NodeLogProblem.NotALog, path, 0, "was given another name than it had: its own is in it");
        return bytes[KeyOffset..(KeyOffset + KeyBytes)].ToArray();
    }

    /// <summary>Moves the records of all good batches to the front of the bytes.</summary>
    private static (long End, long Batches, int Taken) Take(string path, byte[] bytes, byte[] key)
    {
        int at = HeadBytes, taken = 0;
        long batches = 0;
        while (at < bytes.Length)
        {
            bool whole = LogBatch.TryRead(bytes.AsSpan(at), key, out long number, out ReadOnlySpan<byte> records);
            if (!whole || number != batches + 1) break;
            int length = records.Length;
            records.CopyTo(bytes.AsSpan(taken));
            taken += length;
            at += LogBatch.Overhead + length;
            batches++;
        }

        RefuseDamage(path, bytes, key, at);
        return (at, batches, taken);
    }

    /// <summary>
    /// A batch was only written once the one before was durable: a good one behind bytes that are none shows that those were good once.
    /// </summary>
    private static void RefuseDamage(string path, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, int bad)
    {
        for (int from = bad; from < bytes.Length; from++)
        {
            int found = bytes[from..].IndexOf(LogBatch.Magic);
            if (found < 0) return;
            from += found;
            if (!LogBatch.TryRead(bytes[from..], key, out long number, out _)) continue;
            throw new NodeLogException(
                NodeLogProblem.Damaged, path, bad,
                $"is damaged at byte {bad}, and good again at byte {from} (batch {number}): records in between are lost. Nothing was cut off; "
                    + "put back a copy of it, or move it away to begin without it");
        }
    }
}
