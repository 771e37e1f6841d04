using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Live.Metrics;
using Fleek.Sim.Live.Runs;

namespace Fleek.Sim.Cli.Living;

/// <summary>A line a second on standard error while a live run goes on, with the ticks of the scenario's thresholds as they stand.</summary>
internal sealed class LiveStatusLine(Terminal terminal, IReadOnlyList<Threshold> thresholds, int users)
{
    private readonly Lock _gate = new();
    private readonly LiveThresholds _ticks = new(thresholds, users);
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
            if ((since - _last).TotalSeconds < 1) return;
            if (!_headed) terminal.Note(LiveStatus.Heading + (thresholds.Count > 0 ? "  thresholds" : ""));
            _headed = true;
            terminal.Note(LiveStatus.Between(_before, now, since - _last, since) + _ticks.Of(now));
            (_last, _before) = (since, now);
        }
    }
}
