using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Fleek.Sim.Live.Hosts;

/// <summary>Looks at the machine it runs on. Changes nothing but for a file that it makes and removes in each folder.</summary>
internal static class HostInspection
{
    public static HostFacts Facts(BuildIdentity build, LiveClock steady, TimeProvider clock) => new(
        build, RuntimeInformation.FrameworkDescription, Environment.ProcessorCount, Environment.ProcessId,
        (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100, steady.Now.Nanoseconds, FileDescriptors());

    public static HostCheckAnswer Check(HostCheck check) => new(
        [.. check.Ports.Select(port => PortProblem(check.Address, port))],
        [.. check.Folders.Select(FolderStateOf)]);

    /// <summary>Why nothing can listen at a port; null if something can.</summary>
    internal static string? PortProblem(string address, int port)
    {
        try
        {
            IPAddress[] all = Dns.GetHostAddresses(address);
            if (all.Length == 0) return $"'{address}' is no address of this host";
            using Socket socket = new(all[0].AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(all[0], port));
            socket.Listen(1);
            return null;
        }
        catch (SocketException problem)
        {
            return problem.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"port {port} is taken",
                SocketError.AccessDenied => $"port {port} is not for this user",
                SocketError.AddressNotAvailable => $"'{address}' is no address of this host",
                _ => $"port {port}: {problem.Message}",
            };
        }
    }

    /// <summary>Looks at a folder, or at the nearest above it that is there.</summary>
    internal static FolderState FolderStateOf(string folder)
    {
        try
        {
            string there = Path.GetFullPath(folder);
            while (!Directory.Exists(there))
            {
                if (File.Exists(there)) return new FolderState($"'{there}' is no folder", 0);
                there = Path.GetDirectoryName(there) ?? "/";
            }

            long free = new DriveInfo(there).AvailableFreeSpace;
            string probe = Path.Combine(there, $".probe-{Guid.NewGuid():N}");
            File.OpenHandle(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose).Dispose();
            return new FolderState(null, free);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new FolderState(problem.Message, 0);
        }
    }

    private static long? FileDescriptors()
    {
        const string limits = "/proc/self/limits";
        if (!File.Exists(limits)) return null;
        string? line = File.ReadLines(limits).FirstOrDefault(each => each.StartsWith("Max open files", StringComparison.Ordinal));
        string? soft = line?["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return soft == "unlimited" ? long.MaxValue : long.TryParse(soft, CultureInfo.InvariantCulture, out long count) ? count : null;
    }
}
