namespace Fleek.Sim.Cli.Tests.Support;

/// <param name="Environment">Variables to set for the child.</param>
/// <param name="Program">Folder of the program, if it is another than this build's.</param>
internal sealed record RunSettings(IReadOnlyDictionary<string, string>? Environment = null, string? Program = null)
{
    /// <summary>A command that starts the program, before its own.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];
}

/// <summary>What a child process left.</summary>
internal sealed record Finished(int ExitCode, string Out, string Error)
{
    public Finished Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}\n--- stdout\n{Out}\n--- stderr\n{Error}");
        return this;
    }
}
