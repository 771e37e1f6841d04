using System.Net.Sockets;
using Fleek.Scenarios.Hosts;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Live.Identity;

namespace Fleek.Sim.Live.Hosts;

/// <summary>
/// Looks at all machines of a run before anything starts, and tells everything that is wrong at once. It asks the program that answers at
/// each host's own port; a host that does not answer is one problem and does not hide the others.
/// </summary>
public sealed class Preflight : IDisposable
{
    private const int ClockLooks = 5;
    private const int MaxAtOnce = 16;

    private readonly HostsFile _file;
    private readonly LinkIdentity _self;
    private readonly BuildIdentity _build;
    private readonly PreflightOptions _options;
    private readonly TimeProvider _clock;
    private readonly LiveClock _steady = new();
    private readonly SemaphoreSlim _room = new(MaxAtOnce);

    /// <param name="self">Who asks; the hosts list its key.</param>
    /// <param name="build">What this machine runs.</param>
    public Preflight(HostsFile file, LinkIdentity self, BuildIdentity build, PreflightOptions options, TimeProvider? clock = null) =>
        (_file, _self, _build, _options, _clock) = (file, self, build, options, clock ?? TimeProvider.System);

    /// <summary>Asks all hosts, at once.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled, or it took longer than it may.</exception>
    public async Task<PreflightReport> RunAsync(CancellationToken cancel)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(_options.Limit);
        Dictionary<string, Findings> findings = _file.Hosts.ToDictionary(host => host.Name, host => new Findings(host));
        try
        {
            return await LookAllAsync(findings, limited.Token).ConfigureAwait(false);
        }
        finally
        {
            foreach (Findings each in findings.Values)
                if (each.Client is { } client) await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task<PreflightReport> LookAllAsync(Dictionary<string, Findings> findings, CancellationToken cancel)
    {
        await Task.WhenAll(findings.Values.Select(each => LookAsync(each, cancel))).ConfigureAwait(false);

        // Round trips when nothing else is going on, one host after the other.
        List<HostRtt> rtts = [];
        foreach ((HostSpec from, HostSpec to) in TalkingPairs.Of(_file))
        {
            if (findings[from.Name].Client is not { } client || findings[to.Name].Client is null) continue;
            if (await MeasureAsync(client, findings[from.Name], to, cancel).ConfigureAwait(false) is { } rtt) rtts.Add(rtt);
        }

        foreach (Findings each in findings.Values)
            if (each.Client is not null) await LookAgainAsync(each, cancel).ConfigureAwait(false);
        return new PreflightReport(
            [.. findings.Values.SelectMany(each => each.Problems)],
            [.. findings.Values.Where(each => each.Report is not null).Select(each => each.Report!)],
            rtts);
    }

    private async Task LookAsync(Findings host, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            host.Client = await ProbeClient.ConnectAsync(_self, host.Spec.Address, host.Spec.Port, host.Spec.Key, cancel).ConfigureAwait(false);
            await CompareClockAsync(host, cancel).ConfigureAwait(false);
            CompareBuild(host);
            CountDescriptors(host);
            await CheckRolesAsync(host, cancel).ConfigureAwait(false);
        }
        catch (LinkRefusedException problem) when (problem.Refusal is not (LinkRefusal.TimedOut or LinkRefusal.Handshake))
        {
            host.Add(PreflightCodes.WrongParty, problem.Message, "compare the keys with what 'live key <file>' prints there, and the clocks");
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            string where = $"at {host.Spec.Address}:{host.Spec.Port}";
            host.Add(
                PreflightCodes.Unreachable, $"{where}: {problem.Message}", "start its program there, and see that nothing between drops packets");
            if (host.Client is { } broken) await broken.DisposeAsync().ConfigureAwait(false);
            host.Client = null;
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>The look with the shortest round trip says most: it came from the middle of it, give or take a half.</summary>
    private async Task CompareClockAsync(Findings host, CancellationToken cancel)
    {
        TimeSpan best = TimeSpan.MaxValue, offset = default;
        HostFacts facts = null!;
        for (int look = 0; look < ClockLooks; look++)
        {
            long began = _steady.Now.Nanoseconds;
            DateTimeOffset asked = _clock.GetUtcNow();
            facts = await host.Client!.FactsAsync(cancel).ConfigureAwait(false);
            TimeSpan took = TimeSpan.FromTicks((_steady.Now.Nanoseconds - began) / 100);
            if (took >= best) continue;
            best = took;
            DateTimeOffset said = DateTimeOffset.UnixEpoch.AddTicks(facts.UnixNanoseconds / 100);
            offset = said - (asked + (took / 2));
        }

        RttAnswer rtt = await host.Client!.RttAsync(_options.Probes, cancel).ConfigureAwait(false);
        HostRtt way = Rtt("", host.Spec.Name, rtt);
        host.Report = new HostReport(host.Spec.Name, facts, offset, best / 2, way);
        if (offset.Duration() - (best / 2) <= _options.MaxClockOffset) return;
        string direction = offset > TimeSpan.Zero ? "ahead" : "behind";
        host.Add(PreflightCodes.ClockApart, $"its clock is {Text(offset.Duration())} {direction}", "let a time service set the clocks of all hosts");
    }

    private void CompareBuild(Findings host)
    {
        BuildIdentity there = host.Report!.Facts.Build;
        if (there == _build) return;
        host.Add(
            PreflightCodes.VersionDiffers,
            $"runs {there.Version}, engine {there.Engine}; this machine runs {_build.Version}, engine {_build.Engine}",
            "build the same source on all hosts");
    }

    private void CountDescriptors(Findings host)
    {
        long users = _file.Of(RoleKind.User).Sum(each => (long)each.Role.Count);
        bool serves = host.Spec.Roles.Any(role => role.Kind is RoleKind.Node or RoleKind.Gateway);
        long own = host.Spec.Roles.Where(role => role.Kind == RoleKind.User).Sum(role => (long)role.Count);
        long needed = _options.BaseDescriptors + (_options.DescriptorsPerUser * (serves ? users : own));
        if (host.Report!.Facts.FileDescriptors is not { } there || there >= needed) return;
        host.Add(
            PreflightCodes.DescriptorsFew, $"{there} file descriptors, its roles need {needed}", $"'ulimit -n {needed}' before its program starts");
    }

    private async Task CheckRolesAsync(Findings host, CancellationToken cancel)
    {
        RoleSpec[] servers = [.. host.Spec.Roles.Where(role => role.Kind != RoleKind.User)];
        (RoleSpec Role, int Port)[] ports = [.. servers.SelectMany(role => role.Ports.Select(port => (role, port)))];
        RoleSpec[] keepers = [.. servers.Where(role => role.Data is not null)];
        HostCheck check = new(host.Spec.Address, [.. ports.Select(at => at.Port)], [.. keepers.Select(role => role.Data!)]);
        HostCheckAnswer answer = await host.Client!.CheckAsync(check, cancel).ConfigureAwait(false);
        if (answer.Ports.Count != ports.Length || answer.Folders.Count != keepers.Length)
            throw new IOException("the host answered another question");
        foreach (((RoleSpec role, _), string? problem) in ports.Zip(answer.Ports))
            if (problem is not null) host.Add(PreflightCodes.PortTaken, $"{role.Name}: {problem}", "end what listens there, or name another port");
        foreach ((RoleSpec role, FolderState state) in keepers.Zip(answer.Folders))
        {
            if (state.Problem is { } problem)
            {
                host.Add(
                    PreflightCodes.DataUnwritable, $"{role.Name}: {role.Data}: {problem}", "give the folder to the user who runs the program there");
            }
            else if (state.FreeBytes < _options.MinFreeBytes)
            {
                host.Add(
                    PreflightCodes.DiskSmall,
                    $"{role.Name}: {role.Data} has {state.FreeBytes >> 20} MiB left, less than {_options.MinFreeBytes >> 20} MiB",
                    "make room, or name a folder on another disk");
            }
        }
    }

    private async Task<HostRtt?> MeasureAsync(ProbeClient client, Findings from, HostSpec to, CancellationToken cancel)
    {
        RttAnswer answer;
        try
        {
            RttOrder order = new(to.Address, to.Port, to.Key.ToString(), _options.Probes);
            answer = await client.MeasureAsync(order, cancel).ConfigureAwait(false);
        }
        catch (IOException problem)
        {
            answer = new RttAnswer(problem.Message, 0, 0, 0);
        }

        if (answer.Problem is null) return Rtt(from.Spec.Name, to.Name, answer);
        from.Add(
            PreflightCodes.PairUnreachable, $"does not reach {to.Name} at {to.Address}:{to.Port}: {answer.Problem}",
            "see that routes and firewalls let them, and that each lists the other's key");
        return null;
    }

    private async Task LookAgainAsync(Findings host, CancellationToken cancel)
    {
        HostFacts before = host.Report!.Facts, now;
        try
        {
            now = await host.Client!.FactsAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException problem)
        {
            host.Add(PreflightCodes.Unreachable, $"stopped answering: {problem.Message}", "see why its program ended");
            return;
        }

        long step = now.UnixNanoseconds - before.UnixNanoseconds - (now.SteadyNanoseconds - before.SteadyNanoseconds);
        TimeSpan stepped = TimeSpan.FromTicks(step / 100);
        if (stepped.Duration() <= _options.MaxClockStep) return;
        host.Add(
            PreflightCodes.ClockStepped, $"its clock stepped by {(step < 0 ? "-" : "+")}{Text(stepped.Duration())} during the preflight",
            "wait until its time service is done, or have it slew the clock");
    }

    private static HostRtt Rtt(string from, string to, RttAnswer answer) => new(
        from, to, TimeSpan.FromTicks(answer.MinNanoseconds / 100), TimeSpan.FromTicks(answer.MedianNanoseconds / 100), answer.Probes);

    private static string Text(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? $"{time.TotalMilliseconds:0.##} ms" : $"{time.TotalSeconds:0.##} s";

    private sealed class Findings(HostSpec spec)
    {
        public HostSpec Spec => spec;

        public ProbeClient? Client { get; set; }

        public HostReport? Report { get; set; }

        public List<PreflightProblem> Problems { get; } = [];

        public void Add(string code, string message, string help) => Problems.Add(new PreflightProblem(code, spec.Name, message, help));
    }
}
