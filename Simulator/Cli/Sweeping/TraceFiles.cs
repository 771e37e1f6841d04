using System.Text;
using Fleek.Analysis.Store;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>One file of events per run, in the results folder's <c>traces</c>.</summary>
internal sealed class TraceFiles(ResultsFolder folder)
{
    private readonly string _directory = System.IO.Path.Combine(folder.Path, "traces");

    public bool Exists(RunTask task) => File.Exists(PathOf(task));

    /// <summary>Runs a task and writes its trace; the file appears only when the run has ended well.</summary>
    /// <exception cref="InvariantViolationException">The run ended otherwise than its row in the journal says.</exception>
    public RunResult Run(RunTask task, WorldInputs inputs, CancellationToken cancel)
    {
        Directory.CreateDirectory(_directory);
        string path = PathOf(task);
        string partial = path + ".part";
        RunResult result;
        using (StreamWriter writer = new(partial, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
            result = CellRunner.Run(task.Cell.Scenario, task.Seed, inputs, new JsonLinesTrace(writer, task.Cell.Scenario.Payments.Price), cancel);
        if (folder.Find(task.Key) is { Result: { } stored } before
            && before.Engine == EngineIdentity.Current.Fingerprint && stored.TraceHash != result.TraceHash
            // Fast-forwarded, fewer effects happen than a trace tells of.
            && !task.Cell.Scenario.FastForward)
        {
            throw new InvariantViolationException(
                $"the same seed gave another trace: {stored.TraceHash:x16} before, {result.TraceHash:x16} now");
        }
        File.Move(partial, path, overwrite: true);
        return result;
    }

    public void Announce(Terminal terminal) => terminal.Note($"traces: {_directory}");

    private string PathOf(RunTask task) => System.IO.Path.Combine(_directory, $"{task.Cell.Id}-s{task.Seed}.jsonl");
}
