using System.ComponentModel;
using System.Diagnostics;
using System.Net;

namespace Fleek.Tests.Live.Load;

/// <summary>
/// Connections of a process of its own that say nothing: this one would need a descriptor for each of both ends. By perl, which every Debian
/// has.
/// </summary>
internal sealed class IdlePeers : IDisposable
{
    private const string Script = """
        use Socket; my ($port, $count) = @ARGV; my @open;
        for (1 .. $count) {
          socket(my $peer, PF_INET, SOCK_STREAM, 0) or die "socket: $!";
          connect($peer, sockaddr_in($port, INADDR_LOOPBACK)) or die "connect: $!";
          push @open, $peer;
        }
        $| = 1; print "ready\n"; <STDIN>;
        """;

    private readonly Process _process;

    private IdlePeers(Process process) => _process = process;

    /// <summary>Skips the test where there is no perl.</summary>
    public static IdlePeers Connect(IPEndPoint to, int count)
    {
        ProcessStartInfo start = new("perl", ["-e", Script, $"{to.Port}", $"{count}"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        try
        {
            Process process = Process.Start(start)!;
            Assert.Equal("ready", process.StandardOutput.ReadLine());
            return new IdlePeers(process);
        }
        catch (Win32Exception)
        {
            Assert.Skip("perl is not installed");
            throw;
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
