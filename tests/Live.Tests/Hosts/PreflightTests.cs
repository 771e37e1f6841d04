using System.Net;
using System.Net.Sockets;
using Fleek.Scenarios.Hosts;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Identity;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Hosts;

public sealed class PreflightTests : IDisposable
{
    private readonly IdentityKey _key = IdentityKey.Ephemeral();
    private readonly LinkIdentity _self;
    private readonly TempFolder _folder = new();

    public PreflightTests() => _self = new LinkIdentity(_key);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _self.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Good_machines_have_no_problems_and_their_round_trips_are_measured()
    {
        await using LabHost one = new("one"), two = new("two"), three = new("three");
        HostsFile file = new(_key.Key,
        [
            one.Spec(LabHost.Role(RoleKind.Ledger, _folder["ledger"]), LabHost.Role(RoleKind.Gateway)),
            two.Spec(LabHost.Role(RoleKind.Node, _folder["node/deep"])), three.Spec(LabHost.Role(RoleKind.User, count: 10)),
        ]);
        PreflightReport report = await RunAsync(file, new PreflightOptions { Probes = 9, MinFreeBytes = 1 });
        Assert.Empty(report.Problems);
        Assert.Equal(
            [("one", "one"), ("one", "two"), ("two", "one"), ("three", "one"), ("three", "two")],
            report.Rtt.Select(rtt => (rtt.From, rtt.To)));
        Assert.All(report.Rtt, rtt =>
        {
            Assert.Equal(9, rtt.Probes);
            Assert.InRange(rtt.Min, TimeSpan.FromTicks(1), rtt.Median);
            Assert.True(rtt.Median < TimeSpan.FromSeconds(10));
        });
        Assert.Equal(["one", "two", "three"], report.Hosts.Select(host => host.Host));
        Assert.All(report.Hosts, host =>
        {
            // The same machine: its clock is this one, as far as half a round trip lets one tell.
            Assert.True(host.ClockOffset.Duration() <= host.ClockUncertainty + TimeSpan.FromMilliseconds(1), $"{host.ClockOffset}");
            Assert.Equal((LabHost.Build, Environment.ProcessId), (host.Facts.Build, host.Facts.ProcessId));
        });
        Assert.False(Directory.Exists(_folder["node"]));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        using TinyDisk small = new(256);
        using TinyDisk readOnly = new(256);
        readOnly.MakeReadOnly();
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        SetClock ahead = new(DateTimeOffset.UtcNow.AddSeconds(12));
        await using LabHost other = new("other", new BuildIdentity("1.2.3", "11aa22bb"), ahead), good = new("good");
        other.Barred.Add(good.Key);
        HostsFile file = new(_key.Key,
        [
            new HostSpec("gone", "127.0.0.1", LabHost.FreePort(), good.Key, [LabHost.Role(RoleKind.User)]),
            good.Spec(LabHost.Role(RoleKind.Ledger, _folder["ledger"]), LabHost.Role(RoleKind.User)) with { Name = "stranger", Key = other.Key },
            other.Spec(
                LabHost.Role(RoleKind.Node, Path.Combine(readOnly.Path, "node"), port: ((IPEndPoint)taken.LocalEndPoint!).Port),
                LabHost.Role(RoleKind.Gateway, Path.Combine(small.Path, "gateway"))),
            good.Spec(LabHost.Role(RoleKind.User)),
        ]);
        PreflightReport report = await RunAsync(file, new PreflightOptions { MinFreeBytes = 1 << 20, Probes = 3, MaxClockStep = TimeSpan.FromDays(1) });
        Assert.Equal(
            [
                ("gone", PreflightCodes.Unreachable), ("stranger", PreflightCodes.WrongParty), ("other", PreflightCodes.ClockApart),
                ("other", PreflightCodes.VersionDiffers), ("other", PreflightCodes.PortTaken), ("other", PreflightCodes.DataUnwritable),
                ("other", PreflightCodes.DiskSmall), ("good", PreflightCodes.PairUnreachable),
            ],
            report.Problems.Select(problem => (problem.Host, problem.Code)));
        Assert.Contains("ead-only", report.Problems[5].Message, StringComparison.Ordinal);
        Assert.Contains("11aa22bb", report.Problems[3].Message, StringComparison.Ordinal);
        Assert.Equal([("other", "other")], report.Rtt.Select(rtt => (rtt.From, rtt.To)));
        Assert.InRange(report.Hosts[0].ClockOffset, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(12.1));
    }

    [Fact]
    public async Task A_clock_that_is_set_during_the_look_is_told()
    {
        SteppingClock clock = new(TimeSpan.FromSeconds(-0.4));
        await using LabHost host = new("host", clock: clock);
        HostsFile file = new(_key.Key, [host.Spec(LabHost.Role(RoleKind.Node, _folder["n"]), LabHost.Role(RoleKind.User))]);
        PreflightReport report = await RunAsync(file, new PreflightOptions { Probes = 3, MinFreeBytes = 1 });
        PreflightProblem problem = Assert.Single(report.Problems);
        Assert.Equal(PreflightCodes.ClockStepped, problem.Code);
        Assert.Matches("stepped by -[34]\\d\\d", problem.Message);
    }

    [Fact]
    public async Task Too_few_descriptors_for_the_users_are_told_where_they_are_too_few()
    {
        await using LabHost nodes = new("nodes"), users = new("users"), ledger = new("ledger");
        HostsFile file = new(_key.Key,
        [
            nodes.Spec(LabHost.Role(RoleKind.Node, _folder["n"])), users.Spec(LabHost.Role(RoleKind.User, count: 1000)),
            ledger.Spec(LabHost.Role(RoleKind.Ledger, _folder["l"])),
        ]);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "limits are read from /proc");
        PreflightReport report = await RunAsync(file, new PreflightOptions { Probes = 1, MinFreeBytes = 1, DescriptorsPerUser = 1L << 40 });
        Assert.Equal(
            [("nodes", PreflightCodes.DescriptorsFew), ("users", PreflightCodes.DescriptorsFew)],
            report.Problems.Select(problem => (problem.Host, problem.Code)));
    }

    [Fact]
    public async Task A_host_that_says_nothing_holds_up_nobody_for_ever()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        HostsFile file = new(_key.Key,
        [
            new HostSpec("silent", "127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, _key.Key, [LabHost.Role(RoleKind.User)]),
        ]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(file, new PreflightOptions { Limit = TimeSpan.FromMilliseconds(200) }));
    }

    [Fact]
    public async Task Who_may_not_ask_and_who_asks_nonsense_is_disconnected_and_counted()
    {
        await using LabHost host = new("host");
        host.Barred.Add(_key.Key);
        LinkRefusedException refused = await Assert.ThrowsAsync<LinkRefusedException>(
            () => ProbeClient.ConnectAsync(_self, "127.0.0.1", host.Server.Endpoint.Port, host.Key, Cancel));
        Assert.Equal(LinkRefusal.RefusedByPeer, refused.Refusal);
        host.Barred.Clear();
        byte[][] nonsense =
        [
            [9, 0, 0, 0, 0], [1, 0x7f, 0xff, 0xff, 0xff], [1, 0xff, 0xff, 0xff, 0xff], [3, 0, 0, 0, 1, (byte)'x'], [3, 0, 0, 0, 2, (byte)'{', (byte)'}'],
            [4, 0, 0, 0, 2, (byte)'{', (byte)'}'], [1, 0, 0],
        ];
        foreach (byte[] frame in nonsense)
        {
            using TcpClient client = new();
            await client.ConnectAsync(host.Server.Endpoint, Cancel);
            await using SecureLink link = await SecureLink.ConnectAsync(client.GetStream(), _self, host.Key, SecureLink.DefaultLimit, Cancel);
            await link.Stream.WriteAsync(frame, Cancel);
            if (frame.Length < 5) client.Client.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, await ReadToEndAsync(link.Stream));
        }

        Assert.True(SpinWait.SpinUntil(() => host.Server.Refused == nonsense.Length + 1, TimeSpan.FromSeconds(30)), $"{host.Server.Refused}");
    }

    private static async Task<int> ReadToEndAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], Cancel);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private async Task<PreflightReport> RunAsync(HostsFile file, PreflightOptions options)
    {
        using Preflight preflight = new(file, _self, LabHost.Build, options);
        return await preflight.RunAsync(Cancel);
    }

    /// <summary>The system's clock, set once after the looks at the beginning.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + (++_looks > 5 ? step : TimeSpan.Zero);
    }
}
