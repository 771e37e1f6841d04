using System.Buffers;

namespace Fleek.Sim.Live.Storage;

/// <summary>A log that is durable at once and gone with the process: for tests, and for runs that lose no node.</summary>
/// <param name="keepsRecords">Whether a node that is made anew in this process can restore from it; else it takes no memory.</param>
public sealed class MemoryNodeLog(bool keepsRecords = true) : INodeLog
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private INodeLogListener? _listener;

    public long Bytes { get; private set; }

    public ReadOnlyMemory<byte> Restore() => _bytes.WrittenMemory;

    public void Begin(long goodBytes, INodeLogListener listener)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(goodBytes, _bytes.WrittenCount);
        (_listener, Bytes) = (listener, goodBytes);
    }

    public void Append(ReadOnlySpan<byte> record, long number)
    {
        if (keepsRecords) _bytes.Write(record);
        Bytes += record.Length;
        _listener!.Durable(number);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
