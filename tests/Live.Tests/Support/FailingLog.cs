using Fleek.Sim.Live.Storage;

namespace Fleek.Tests.Live;

/// <summary>A log whose disk is full after so many records.</summary>
internal sealed class FailingLog(int records) : INodeLog
{
    private INodeLogListener? _listener;
    private int _taken;

    public long Bytes { get; private set; }

    public ReadOnlyMemory<byte> Restore() => default;

    public void Begin(long goodBytes, INodeLogListener listener) => _listener = listener;

    public void Append(ReadOnlySpan<byte> record, long number)
    {
        _taken++;
        if (_taken <= records) _listener!.Durable(number);
        else if (_taken == records + 1) _listener!.Failed("no space left on the device");
        Bytes += record.Length;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
