using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fleek.Sim.Cli.Tests.Living.Lab;

/// <summary>Connections from within a network namespace: a socket belongs to the one that its thread was in when it was made.</summary>
internal static partial class NamespaceSockets
{
    private const int NewNetwork = 0x40000000;

    /// <summary>Connects so many times, from some of the namespace's own addresses in turn.</summary>
    public static Socket[] Connect(string name, IReadOnlyList<string> from, IPEndPoint to, int count)
    {
        Socket[] sockets = new Socket[count];
        Exception? failure = null;
        // A thread of its own, that is not used for anything else: it stays in the namespace until it ends.
        Thread thread = new(() =>
        {
            try
            {
                using SafeFileHandle handle = File.OpenHandle($"/run/netns/{name}");
                if (EnterNamespace(handle.DangerousGetHandle().ToInt32(), NewNetwork) != 0) throw new SocketException(Marshal.GetLastPInvokeError());
                for (int i = 0; i < count; i++)
                {
                    sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    sockets[i].Bind(new IPEndPoint(IPAddress.Parse(from[i % from.Count]), 0));
                    sockets[i].Connect(to);
                }
            }
            catch (Exception problem) when (problem is SocketException or IOException or UnauthorizedAccessException)
            {
                failure = problem;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException($"no connection from {name}: {failure.Message}", failure);
        return sockets;
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int EnterNamespace(int descriptor, int kind);
}
