namespace Fleek.Sim.Live.Identity;

/// <summary>A key file is not used. The message has its path and what to do, and nothing of what is in it.</summary>
public sealed class KeyFileException(KeyFileProblem problem, string path, string what, string mend, Exception? inner = null)
    : Exception($"the key file '{path}' {what}: {mend}", inner)
{
    public KeyFileProblem Problem { get; } = problem;

    public string Path { get; } = path;
}
