using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fleek.Sim.Live.Sockets;

/// <summary>Takes WebSocket connections at an address, by Kestrel, and hands them on.</summary>
public sealed class WebSocketFrameListener : IAsyncDisposable
{
    /// <summary>Where a node's exchange is.</summary>
    public const string Path = "/fx";

    private readonly WebApplication _server;
    private readonly Action<IByteStream> _accept;

    private WebSocketFrameListener(WebApplication server, Action<IByteStream> accept) => (_server, _accept) = (server, accept);

    /// <summary>What a client connects to.</summary>
    public Uri At { get; private set; } = null!;

    /// <param name="at">Port 0 takes any that is free.</param>
    /// <param name="accept">Gets each connection, which is its own from then on; must not block.</param>
    /// <exception cref="IOException">The port is taken, or the address is not this machine's.</exception>
    public static async Task<WebSocketFrameListener> StartAsync(IPEndPoint at, Action<IByteStream> accept)
    {
        ArgumentNullException.ThrowIfNull(at);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(at));
        WebApplication server = builder.Build();
        WebSocketFrameListener listener = new(server, accept);
        server.UseWebSockets();
        server.Run(listener.OnRequestAsync);
        await server.StartAsync().ConfigureAwait(false);
        Uri http = new(server.Urls.First());
        listener.At = new Uri($"ws://{http.Host}:{http.Port}{Path}");
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync().ConfigureAwait(false);
        await _server.StopAsync(now.Token).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private async Task OnRequestAsync(HttpContext request)
    {
        if (request.Request.Path != Path || !request.WebSockets.IsWebSocketRequest)
        {
            request.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        IPEndPoint? remote = request.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, request.Connection.RemotePort) : null;
        using WebSocketByteStream stream = new(
            await request.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false), remote,
            request.Features.Get<IConnectionSocketFeature>()?.Socket);
        _accept(stream);
        await stream.Closed.ConfigureAwait(false);
    }
}
