using System.Net;
using System.Net.Sockets;

namespace Fleek.Tests.Live.Support;

/// <summary>Two ends of a TCP connection over loopback.</summary>
internal sealed class LoopbackPair : IDisposable
{
    private readonly TcpClient _near, _far;

    private LoopbackPair(TcpClient near, TcpClient far) => (_near, _far) = (near, far);

    public Stream Near => _near.GetStream();

    public Stream Far => _far.GetStream();

    public static async Task<LoopbackPair> OpenAsync(CancellationToken cancel)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        TcpClient near = new();
        await near.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancel);
        return new LoopbackPair(near, await listener.AcceptTcpClientAsync(cancel));
    }

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }
}
