using System.Net;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Tests.Live;

/// <summary>A node and its listener.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private readonly TcpFrameListener _listener;
    private Task<WebSocketFrameListener>? _webSockets;

    public LiveNode(Ed25519Signer signer, NodeHostOptions options)
    {
        (Signer, Options) = (signer, options);
        Host = new NodeHost(options);
        _listener = new TcpFrameListener(new IPEndPoint(IPAddress.Loopback, 0), Host.Accept);
    }

    public Ed25519Signer Signer { get; }

    public NodeHostOptions Options { get; }

    public NodeHost Host { get; }

    public IPEndPoint At => _listener.At;

    /// <summary>Connects to it by TCP, or by a WebSocket that it is made to listen for.</summary>
    public async ValueTask<IByteStream> ConnectAsync(bool byWebSocket, CancellationToken cancel = default)
    {
        if (!byWebSocket) return await TcpByteStream.ConnectAsync(At, cancel);
        Task<WebSocketFrameListener> listening = LazyInitializer.EnsureInitialized(
            ref _webSockets, () => WebSocketFrameListener.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), Host.Accept));
        return await WebSocketByteStream.ConnectAsync((await listening).At, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_webSockets is not null) await (await _webSockets).DisposeAsync();
        await _listener.DisposeAsync();
        await Host.DisposeAsync();
    }
}
