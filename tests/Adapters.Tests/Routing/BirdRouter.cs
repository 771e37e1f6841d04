using System.Diagnostics;
using Fleek.Core.Routing;

namespace Adapters.Tests.Routing;

/// <summary>A BIRD in the foreground with a folder of its own; it ends with the test, by its process.</summary>
internal sealed class BirdRouter : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _folder;

    /// <param name="number">1 or 2: its loopback address, its AS and its names come from it.</param>
    /// <param name="ports">Of the first and the second router.</param>
    public BirdRouter(string program, string folder, int number, (int First, int Second) ports, IReadOnlyList<ConfiguredRoute> routes)
    {
        _folder = Path.Combine(folder, $"bird{number}");
        Directory.CreateDirectory(_folder);
        Number = number;
        string configuration = Path.Combine(_folder, "bird.conf");
        File.WriteAllText(configuration, Configuration(ports, routes));
        ProcessStartInfo start = new(program, ["-f", "-c", configuration, "-s", Path.Combine(_folder, "ctl"), "-P", Path.Combine(_folder, "pid")])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public int Number { get; }

    public uint As => 65_000 + (uint)Number;

    /// <summary>The next hop that it announces for routes of a family.</summary>
    public IpAddress NextHop(IpFamily family) => family == IpFamily.IPv4
        ? IpAddress.V4(0x7F000000 + (uint)Number)
        : IpAddress.V6(((UInt128)0x2001_0DB8_FFFF_0000UL << 64) + (uint)Number);

    /// <summary>The messages that it got, and its tables, one after the other.</summary>
    public string Messages => Path.Combine(_folder, "messages.mrt");

    public string TableOf(IpFamily family) => Path.Combine(_folder, $"table_master{(family == IpFamily.IPv4 ? 4 : 6)}.mrt");

    public string Log => File.Exists(Path.Combine(_folder, "log")) ? File.ReadAllText(Path.Combine(_folder, "log")) : "";

    /// <summary>Waits until something is so, but not for ever.</summary>
    public void Until(Func<bool> condition)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.False(_process.HasExited, $"bird ended with {(_process.HasExited ? _process.ExitCode : 0)}: {Log}");
            if (watch.Elapsed > _patience) return;
            Thread.Sleep(100);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Configuration((int First, int Second) ports, IReadOnlyList<ConfiguredRoute> routes)
    {
        int other = 3 - Number;
        (int own, int others) = Number == 1 ? ports : (ports.Second, ports.First);
        string Static(IpFamily family) => string.Join("\n  ", routes.Where(r => r.Prefix.Family == family).Select(r => r.Configuration));
        return $$"""
            router id 10.255.0.{{Number}};
            log "{{_folder}}/log" all;
            mrtdump "{{Messages}}";
            mrtdump protocols { messages, states };
            protocol device {}
            protocol static s4 { ipv4;
              {{Static(IpFamily.IPv4)}}
            }
            protocol static s6 { ipv6;
              {{Static(IpFamily.IPv6)}}
            }
            protocol bgp peer {
              local 127.0.0.{{Number}} port {{own}} as {{As}};
              neighbor 127.0.0.{{other}} port {{others}} as {{65_000 + other}};
              multihop; strict bind yes; connect delay time 1; connect retry time 1; error wait time 1,2;
              ipv4 { import all; export where source = RTS_STATIC; next hop self; };
              ipv6 { import all; export where source = RTS_STATIC; next hop address {{NextHop(IpFamily.IPv6)}}; };
            }
            protocol mrt { table "master*"; filename "{{_folder}}/table_%N.mrt"; period 1; }

            """;
    }
}
