using System.Diagnostics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Progress;

/// <summary>Keeps count of what runs, what is done and what is left. Thread-safe.</summary>
internal sealed class ProgressBoard
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Plan _plan;
    private readonly WorkEstimate _estimate;
    private readonly int _mostJobs;
    private int _total;
    private readonly Dictionary<string, int> _left = [];
    private readonly List<RunTask> _running = [];
    private int _jobs;
    private int _done;
    private int _failed;
    private long _exchanges;

    public ProgressBoard(Plan plan, IReadOnlyList<RunTask> tasks, WorkEstimate estimate, int jobs)
    {
        _plan = plan;
        _estimate = estimate;
        _mostJobs = jobs;
        Add(tasks);
    }

    /// <summary>More is to be run.</summary>
    public void Add(IReadOnlyList<RunTask> tasks)
    {
        lock (_lock)
        {
            _jobs = Math.Min(_mostJobs, Math.Max(1, tasks.Count));
            _total += tasks.Count;
            foreach (RunTask task in tasks) _left[task.Cell.Id] = _left.GetValueOrDefault(task.Cell.Id) + 1;
        }
    }

    public int RunningCount
    {
        get
        {
            lock (_lock) return _running.Count;
        }
    }

    /// <summary>From here on so many runs are under way at a time.</summary>
    public void Use(int jobs)
    {
        lock (_lock) _jobs = jobs;
    }

    public void Started(RunTask task)
    {
        lock (_lock) _running.Add(task);
    }

    public void Abandoned(RunTask task)
    {
        lock (_lock) _running.Remove(task);
    }

    public void Finished(RunTask task, RunResult? result, double wallMs)
    {
        lock (_lock)
        {
            _running.Remove(task);
            _left[task.Cell.Id]--;
            if (result is null)
            {
                _failed++;
                return;
            }
            _done++;
            _exchanges += result.Exchanges;
            _estimate.Learn(task.Cell.Id, wallMs);
        }
    }

    public ProgressSnapshot Snapshot()
    {
        lock (_lock)
        {
            double leftMs = 0;
            foreach ((string cell, int runs) in _left) leftMs += runs * _estimate.MillisecondsOf(cell);
            TimeSpan? left = _estimate.Known ? TimeSpan.FromMilliseconds(leftMs / _jobs) : null;
            string? now = _running.Count > 0 ? Describe(_running[0]) : null;
            return new ProgressSnapshot(
                _plan.Name, _plan.Hash, _total, _done, _failed, _running.Count, _jobs, _watch.Elapsed, left, now, _exchanges);
        }
    }

    private string Describe(RunTask task)
    {
        IEnumerable<string> axes = _plan.Axes.Select((a, i) => $"{a.Path}={task.Cell.Coordinates[i].Text}");
        return string.Join("  ", axes.Append($"seed={task.Seed}"));
    }
}
