using System.Text.Json;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Progress;

/// <summary>For programs: one object a line, at most one a second.</summary>
internal sealed class JsonView(Terminal terminal) : IProgressView
{
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(1);
    private TimeSpan _last;

    public void Show(ProgressSnapshot now)
    {
        if (now.Elapsed - _last < _step) return;
        _last = now.Elapsed;
        Print(now);
    }

    public void Close(ProgressSnapshot now) => Print(now);

    private void Print(ProgressSnapshot now) => terminal.Note(JsonSerializer.Serialize(new
    {
        scenario = now.Scenario,
        plan = now.Plan,
        total = now.Total,
        done = now.Done,
        failed = now.Failed,
        running = now.Running,
        elapsed_s = Math.Round(now.Elapsed.TotalSeconds, 1),
        left_s = now.Left is { } left ? Math.Round(left.TotalSeconds, 1) : (double?)null,
    }));
}
