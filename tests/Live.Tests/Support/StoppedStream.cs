using System.Net;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Tests.Live;

/// <summary>A connection whose owner stops to read after so many bytes.</summary>
internal sealed class StoppedStream(IByteStream inner, long readsBytes) : IByteStream
{
    private readonly TaskCompletionSource<int> _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _read;

    public IPEndPoint? Remote => inner.Remote;

    public KernelCounters Kernel => inner.Kernel;

    public async ValueTask<int> ReceiveAsync(Memory<byte> into)
    {
        if (_read >= readsBytes) return await _disposed.Task;
        int came = await inner.ReceiveAsync(into[..(int)Math.Min(into.Length, readsBytes - _read)]);
        _read += came;
        return came;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) => inner.SendAsync(frames);

    public void Finish() => inner.Finish();

    public void Dispose()
    {
        inner.Dispose();
        _disposed.TrySetResult(0);
    }
}
