using System.Net.Sockets;

namespace Fleek.Sim.Live.Sockets;

/// <summary>The kernel asks a silent peer whether it is still there, so that a half-open connection breaks.</summary>
internal static class KeepAlive
{
    private const int ProbeAfterSeconds = 15, ProbeEverySeconds = 5, Probes = 3;

    public static void Set(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, ProbeAfterSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ProbeEverySeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
    }
}
