using System.Net;
using System.Net.Sockets;

namespace Fleek.Sim.Live.Sockets;

/// <summary>Takes TCP connections at an address and hands them on.</summary>
public sealed class TcpFrameListener : IAsyncDisposable
{
    private const int Backlog = 4_096;

    private readonly Socket _socket;
    private readonly Task _accepting;
    private volatile bool _stops;

    /// <param name="at">Port 0 takes any that is free.</param>
    /// <param name="accept">Gets each connection, which is its own from then on; must not block.</param>
    /// <exception cref="SocketException">The port is taken, or the address is not this machine's.</exception>
    public TcpFrameListener(IPEndPoint at, Action<IByteStream> accept)
    {
        ArgumentNullException.ThrowIfNull(at);
        _socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(at);
            _socket.Listen(Backlog);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        At = (IPEndPoint)_socket.LocalEndPoint!;
        _accepting = AcceptAsync(accept);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint At { get; }

    /// <summary>Connections that could not be taken: the process has no more descriptors, or the peer was gone again.</summary>
    public long Failures { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _stops = true;
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
    }

    private async Task AcceptAsync(Action<IByteStream> accept)
    {
        while (!_stops)
        {
            Socket? socket = null;
            try
            {
                socket = await _socket.AcceptAsync().ConfigureAwait(false);
                accept(new TcpByteStream(socket));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                socket?.Dispose();
                if (_stops) return;
                Failures++;
                await Task.Delay(10).ConfigureAwait(false); // without descriptors it would only spin
            }
        }
    }
}
