using System.Net;
using System.Net.Sockets;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>
/// Ports for servers that want to know theirs before they listen: replicas tell each other where they will be. Between the look and the
/// listening another program may take one, which then is told as a taken port.
/// </summary>
internal static class FreePort
{
    /// <summary>The address with a port in place of 0.</summary>
    public static IPEndPoint For(IPEndPoint at)
    {
        if (at.Port != 0) return at;
        using Socket probe = new(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(at);
        return (IPEndPoint)probe.LocalEndPoint!;
    }
}
