namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>A node's log is not opened: nothing of it was changed.</summary>
/// <param name="offset">In bytes from the beginning of the file, where that says more; else 0.</param>
public sealed class NodeLogException(NodeLogProblem problem, string path, long offset, string message, Exception? inner = null)
    : Exception($"the log '{path}' {message}", inner)
{
    public NodeLogProblem Problem { get; } = problem;

    public string Path { get; } = path;

    public long Offset { get; } = offset;
}
