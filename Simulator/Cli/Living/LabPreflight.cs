using System.Globalization;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Identity;

namespace Fleek.Sim.Cli.Living;

/// <summary>Looks at all machines of a hosts file, and says everything that is wrong with them at once.</summary>
internal static class LabPreflight
{
    /// <exception cref="CommandException">Something is wrong: it was printed.</exception>
    public static PreflightReport Require(Terminal terminal, HostsFile file, LinkIdentity self, CancellationToken cancel)
    {
        PreflightReport report = Look(file, self, cancel);
        foreach (HostReport host in report.Hosts) terminal.Note(LineOf(host));
        foreach (HostRtt rtt in report.Rtt) terminal.Note($"  {rtt.From} to {rtt.To}: {Ms(rtt.Median)} there and back ({rtt.Probes} probes, least {Ms(rtt.Min)})");
        if (report.Problems.Count == 0) return report;
        foreach (PreflightProblem problem in report.Problems)
        {
            terminal.Say($"{terminal.Red("error")} {problem.Code}: {problem.Host}: {problem.Message}");
            terminal.Say($"  help: {problem.Help}");
        }

        terminal.Say($"{Counted(report.Problems.Count)} with {report.Problems.Select(p => p.Host).Distinct().Count()} of {file.Hosts.Count} hosts; nothing was started.");
        throw CommandException.Printed(ExitCode.HostsNotReady);
    }

    /// <summary>What is stored of it beside a run.</summary>
    public static object JsonOf(PreflightReport report) => new
    {
        problems = report.Problems,
        hosts = report.Hosts.Select(host => new
        {
            host = host.Host, version = host.Facts.Build.Version, engine = host.Facts.Build.Engine, runtime = host.Facts.Runtime,
            processors = host.Facts.Processors, pid = host.Facts.ProcessId, clock_offset_ms = host.ClockOffset.TotalMilliseconds,
            clock_uncertainty_ms = host.ClockUncertainty.TotalMilliseconds,
        }),
        rtt = report.Rtt.Select(rtt => new
        {
            from = rtt.From, to = rtt.To, min_ms = rtt.Min.TotalMilliseconds, median_ms = rtt.Median.TotalMilliseconds, probes = rtt.Probes,
        }),
    };

    private static PreflightReport Look(HostsFile file, LinkIdentity self, CancellationToken cancel)
    {
        using Preflight preflight = new(file, self, OwnProgram.Build, new PreflightOptions());
        return preflight.RunAsync(cancel).GetAwaiter().GetResult();
    }

    private static string LineOf(HostReport host) => string.Create(CultureInfo.InvariantCulture,
        $"  {host.Host}: process {host.Facts.ProcessId}, {host.Facts.Processors} processors, clock {host.ClockOffset.TotalMilliseconds:+0.0;-0.0} ms (give or take {host.ClockUncertainty.TotalMilliseconds:0.0})");

    private static string Ms(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms");

    private static string Counted(int problems) => problems == 1 ? "1 problem" : $"{problems} problems";
}
