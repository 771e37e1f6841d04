using System.Globalization;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Live.Runs;

namespace Fleek.Sim.Cli.Living;

/// <summary>A line a second on standard error while a live run goes on.</summary>
internal sealed class LiveStatusLine(Terminal terminal)
{
    private const double Mebibyte = 1 << 20;

    private readonly Lock _gate = new();
    private TimeSpan _last = TimeSpan.Zero;
    private LiveCounters _before = new();
    private bool _headed;

    /// <summary>What happened to a role, between the lines.</summary>
    public void Said(string role, string what)
    {
        lock (_gate) terminal.Note($"{role} {what}");
    }

    public void Heard(TimeSpan since, LiveCounters now)
    {
        lock (_gate)
        {
            double seconds = (since - _last).TotalSeconds;
            if (seconds < 1) return;
            if (!_headed) terminal.Note("    t   MiB/s   receipts/s   pending   commits   frozen   ttfb p50/p99 ms   errors");
            _headed = true;
            terminal.Note(string.Create(CultureInfo.InvariantCulture,
                $"{since.TotalSeconds,5:0}   {(now.ServedBytes - _before.ServedBytes) / Mebibyte / seconds,5:0.0}   "
                + $"{(now.Payments - _before.Payments) / seconds,10:0}   {now.PendingUnits,7}   {now.Commits,7}   {now.Frozen,6}   "
                + $"{now.TtfbP50Ms,9:0}/{now.TtfbP99Ms,-5:0}   {now.Errors,6}"));
            (_last, _before) = (since, now);
        }
    }
}
