using System.Diagnostics;
using Fleek.Analysis.Store;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.Progress;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// Runs tasks on a few dedicated threads and appends each finished one to the journal. A run is one thread and depends on
/// its scenario and seed alone, so the results are the same for any number of jobs.
/// </summary>
/// <param name="simulate">Runs one task; throws what CellRunner throws.</param>
/// <param name="append">Stores one finished or failed run durably.</param>
internal sealed class SweepRunner(
    SweepOptions options,
    string engine,
    Func<RunTask, CancellationToken, RunResult> simulate,
    Action<JournalEntry> append,
    ProgressBoard board,
    Interrupts interrupts)
{
    /// <summary>If the first runs all fail it is the scenario, not the seed.</summary>
    private const int HopelessFailures = 10;

    private readonly Lock _lock = new();
    private readonly PeakMemory _memory = new();
    private readonly List<FailedRun> _failed = [];
    private IReadOnlyList<RunTask> _tasks = [];
    private int _next;
    private int _done;
    private string? _stoppedBecause;
    private Exception? _storeProblem;

    /// <summary>Tasks that are under way now.</summary>
    public int Running => board.RunningCount;

    /// <summary>
    /// Runs the tasks in order; returns when all are done, or after the last running one once it was told to stop.
    /// </summary>
    public SweepOutcome Run(IReadOnlyList<RunTask> tasks)
    {
        _tasks = tasks;
        Thread[] threads = new Thread[Math.Min(options.Jobs, Math.Max(1, tasks.Count))];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work) { Name = $"run {i}", IsBackground = true };
            threads[i].Start();
        }
        foreach (Thread thread in threads) thread.Join();
        List<FailedRun> failed = [.. _failed.OrderBy(f => f.Cell.Index).ThenBy(f => f.Seed)];
        return new SweepOutcome(_done, failed, tasks.Count - _done - failed.Count, _stoppedBecause, _storeProblem);
    }

    private void Work()
    {
        while (Next() is { } task) RunOne(task);
    }

    private RunTask? Next()
    {
        lock (_lock)
        {
            if (interrupts.Requested || _stoppedBecause is not null || _next >= _tasks.Count) return null;
            return _tasks[_next++];
        }
    }

    private void RunOne(RunTask task)
    {
        board.Started(task);
        Stopwatch watch = Stopwatch.StartNew();
        RunResult? result = null;
        Exception? problem = null;
        try
        {
            result = simulate(task, interrupts.Now);
        }
        catch (OperationCanceledException) when (interrupts.Now.IsCancellationRequested)
        {
            board.Abandoned(task);
            return;
        }
        catch (Exception caught)
        {
            problem = caught;
        }
        Finish(task, result, problem, watch.Elapsed.TotalMilliseconds);
    }

    private void Finish(RunTask task, RunResult? result, Exception? problem, double wallMs)
    {
        JournalEntry entry = new()
        {
            Key = task.Key,
            Status = result is null ? RunStatus.Failed : RunStatus.Done,
            Result = result,
            Error = problem is null ? null : OneLine(problem),
            Engine = engine,
            WallMs = Math.Round(wallMs, 3),
            PeakMb = Math.Round(_memory.PeakMegabytes, 1),
        };
        lock (_lock)
        {
            try
            {
                append(entry);
            }
            catch (ResultsFolderException unstored)
            {
                // What cannot be stored counts as not run; going on would only lose more.
                _storeProblem ??= unstored;
                _stoppedBecause ??= "the results folder cannot be written";
                board.Abandoned(task);
                return;
            }
            if (result is not null) _done++;
            else _failed.Add(new FailedRun(task.Cell, task.Seed, entry.Error!, problem!));
            StopIfHopeless();
        }
        board.Finished(task, result, wallMs);
    }

    private void StopIfHopeless()
    {
        if (_stoppedBecause is not null) return;
        if (_failed.Count >= options.MaxFailures)
            _stoppedBecause = options.MaxFailures == 1 ? "a run failed (--fail-fast)" : $"{_failed.Count} runs failed (--max-failures)";
        else if (_done == 0 && _failed.Count >= HopelessFailures)
            _stoppedBecause = $"the first {HopelessFailures} runs all failed: it is the scenario, not the seed";
    }

    private static string OneLine(Exception problem)
    {
        string message = problem.Message.ReplaceLineEndings(" ");
        return problem is InvariantViolationException ? $"an invariant broke: {message}" : $"{problem.GetType().Name}: {message}";
    }
}
