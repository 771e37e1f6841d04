namespace Fleek.Sim.Cli.Display;

/// <summary>The answer could not be written to standard output.</summary>
internal sealed class StandardOutputException(IOException problem) : Exception(problem.Message, problem)
{
    /// <summary>The reader of the pipe went away (<c>| head</c>): nobody is left to tell.</summary>
    public bool ReaderLeft { get; } = problem.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase)
        || problem.Message.Contains("pipe is being closed", StringComparison.OrdinalIgnoreCase);
}
