using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Fleek.Sim.Live.Sockets;

/// <summary>A WebSocket: each of its binary messages is one or several whole frames. For clients that can open nothing else.</summary>
public sealed class WebSocketByteStream : IByteStream
{
    private readonly WebSocket _socket;
    private readonly Socket? _kernel;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="kernel">The TCP socket beneath, where it is known.</param>
    public WebSocketByteStream(WebSocket socket, IPEndPoint? remote, Socket? kernel = null) => (_socket, Remote, _kernel) = (socket, remote, kernel);

    public IPEndPoint? Remote { get; }

    public KernelCounters Kernel => _kernel is null ? default : TcpByteStream.CountersOf(_kernel);

    /// <summary>Completes when this end is disposed of.</summary>
    internal Task Closed => _closed.Task;

    /// <summary>Connects to a <see cref="WebSocketFrameListener"/>.</summary>
    /// <exception cref="WebSocketException">Nobody answers there, or not as a WebSocket.</exception>
    public static async ValueTask<IByteStream> ConnectAsync(Uri to, CancellationToken cancel)
    {
        ClientWebSocket socket = new();
        try
        {
            await socket.ConnectAsync(to, cancel).ConfigureAwait(false);
            return new WebSocketByteStream(socket, null);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> into)
    {
        while (true)
        {
            ValueWebSocketReceiveResult came = await _socket.ReceiveAsync(into, CancellationToken.None).ConfigureAwait(false);
            if (came.MessageType == WebSocketMessageType.Close) return 0;
            if (came.MessageType != WebSocketMessageType.Binary) throw new IOException("a text message, where frames are binary");
            if (came.Count > 0) return came.Count; // a message may be empty, or end in an empty part
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) =>
        _socket.SendAsync(frames, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    public void Finish() => _ = FinishAsync();

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _closed.TrySetResult();
    }

    private async Task FinishAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // It is gone already.
        }
    }
}
