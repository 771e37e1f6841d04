using System;

namespace Fleek.Core.Wire;

/// <summary>
/// Reads a node's log from its beginning, record after record, and stops at the first bytes that are none. At a torn tail, as a
/// crash leaves it, <see cref="Position"/> is where to go on writing.
/// </summary>
/// <param name="log">All bytes of the log, or those from a position that this reader gave.</param>
public ref struct NodeRecordReader(ReadOnlySpan<byte> log)
{
    private readonly ReadOnlySpan<byte> _log = log;

    /// <summary>Bytes of the records that were read: the next begins here, or what is no record.</summary>
    public int Position { get; private set; }

    /// <summary>
    /// Why no record is at <see cref="Position"/>, once <see cref="TryNext"/> said so: none at the end of the log, truncated
    /// where the last record is cut off, anything else where bytes are there and wrong.
    /// </summary>
    public FrameError Stopped { get; private set; }

    /// <summary>The next record; false at the end of the log and where it is broken, and from then on.</summary>
    public bool TryNext(out NodeRecord record)
    {
        record = default;
        if (Position == _log.Length || Stopped != FrameError.None) return false;
        Stopped = NodeRecord.TryRead(_log[Position..], out record);
        if (Stopped != FrameError.None) return false;
        Position += record.Length;
        return true;
    }
}
