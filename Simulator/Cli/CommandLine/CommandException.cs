namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Ends a verb with a message for the user and an exit code. Not a bug: no stack trace is printed.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">One line, without a full stop.</param>
/// <param name="help">What to do about it, or null.</param>
internal sealed class CommandException(int exitCode, string message, string? help = null) : Exception(message)
{
    public int Code { get; } = exitCode;

    public string? Help { get; } = help;

    public static CommandException Usage(string message, string? help = null) => new(ExitCode.BadCommandLine, message, help);

    /// <summary>What is wrong has been printed: only the exit code is left to say.</summary>
    public static CommandException Printed(int exitCode) => new(exitCode, "");
}
