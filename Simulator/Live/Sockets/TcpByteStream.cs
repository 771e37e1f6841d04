using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Fleek.Sim.Live.Sockets;

/// <summary>A TCP connection. The kernel asks a silent peer whether it is still there, so that a half-open one breaks.</summary>
public sealed class TcpByteStream : IByteStream
{
    /// <summary>Level and option of TCP_INFO on Linux, and where its two 64-bit byte counters lie.</summary>
    private const int TcpLevel = 6, TcpInfo = 11, AckedAt = 120, ReceivedAt = 128;

    private readonly Socket _socket;

    public TcpByteStream(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        _socket = socket;
        socket.NoDelay = true;
        KeepAlive.Set(socket);
        Remote = socket.RemoteEndPoint as IPEndPoint;
    }

    public IPEndPoint? Remote { get; }

    public KernelCounters Kernel => CountersOf(_socket);

    /// <summary>Connects, or throws within the time allowed.</summary>
    /// <exception cref="SocketException">Nobody listens there, or it cannot be reached.</exception>
    public static async ValueTask<IByteStream> ConnectAsync(IPEndPoint to, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(to);
        Socket socket = new(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(to, cancel).ConfigureAwait(false);
            return new TcpByteStream(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> into) => _socket.ReceiveAsync(into, SocketFlags.None, CancellationToken.None);

    public ValueTask SendAsync(ReadOnlyMemory<byte> frames)
    {
        // The send of a stream socket completes when all of it was taken.
        ValueTask<int> sent = _socket.SendAsync(frames, SocketFlags.None, CancellationToken.None);
        if (!sent.IsCompletedSuccessfully) return Whole(sent, frames.Length);
        int taken = sent.Result;
        return taken == frames.Length ? ValueTask.CompletedTask : SendAsync(frames[taken..]);

        async ValueTask Whole(ValueTask<int> first, int length)
        {
            int done = await first.ConfigureAwait(false);
            while (done < length) done += await _socket.SendAsync(frames[done..], SocketFlags.None, CancellationToken.None).ConfigureAwait(false);
        }
    }

    public void Finish()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>What the kernel counted for a TCP socket.</summary>
    internal static KernelCounters CountersOf(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || !BitConverter.IsLittleEndian) return default;
        Span<byte> info = stackalloc byte[ReceivedAt + sizeof(long)];
        try
        {
            if (socket.GetRawSocketOption(TcpLevel, TcpInfo, info) < info.Length) return default;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return default;
        }

        return new(BinaryPrimitives.ReadInt64LittleEndian(info[AckedAt..]), BinaryPrimitives.ReadInt64LittleEndian(info[ReceivedAt..]));
    }
}
