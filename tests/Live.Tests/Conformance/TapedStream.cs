using System.Net;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Tests.Live.Conformance;

/// <summary>A connection whose frames go over a tape, both ways.</summary>
internal sealed class TapedStream(IByteStream inner, FrameTape tape) : IByteStream
{
    private readonly List<byte> _up = [], _down = [];
    private readonly byte[] _room = new byte[64 << 10];
    private byte[] _ready = [];
    private int _taken;

    public IPEndPoint? Remote => inner.Remote;

    public KernelCounters Kernel => inner.Kernel;

    public async ValueTask<int> ReceiveAsync(Memory<byte> into)
    {
        while (_taken == _ready.Length)
        {
            int came = await inner.ReceiveAsync(_room);
            if (came == 0) return 0;
            _down.AddRange(_room.AsSpan(0, came));
            (_ready, _taken) = (Pass(isUp: false, _down), 0);
        }

        int length = Math.Min(into.Length, _ready.Length - _taken);
        _ready.AsMemory(_taken, length).CopyTo(into);
        _taken += length;
        return length;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frames)
    {
        _up.AddRange(frames.Span);
        return inner.SendAsync(Pass(isUp: true, _up));
    }

    public void Finish() => inner.Finish();

    public void Dispose() => inner.Dispose();

    /// <summary>Takes whole frames out, and gives the bytes that go on.</summary>
    private byte[] Pass(bool isUp, List<byte> bytes)
    {
        List<byte> on = [];
        while (bytes.Count >= FrameHeader.Length)
        {
            byte[] head = [.. bytes.Take(FrameHeader.Length)];
            Assert.True(FrameHeader.TryRead(head, out FrameHeader header, out FrameError error), $"{error}");
            int length = FrameHeader.Length + header.BodyLength;
            if (bytes.Count < length) break;
            foreach (byte[] frame in tape.Pass(isUp, [.. bytes.Take(length)])) on.AddRange(frame);
            bytes.RemoveRange(0, length);
        }

        return [.. on];
    }
}
