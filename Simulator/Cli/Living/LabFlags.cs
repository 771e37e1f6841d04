using System.CommandLine;
using Fleek.Scenarios.Hosts;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Live.Identity;

namespace Fleek.Sim.Cli.Living;

/// <summary>Flags of verbs for runs over several machines.</summary>
internal sealed class LabFlags
{
    public Option<string?> Hosts { get; } = new("--hosts") { Description = "The file that names hosts, their keys and roles", HelpName = "hosts.yaml" };

    public Option<string?> Key { get; } = new("--key") { Description = "The file of this machine's key; made where there is none", HelpName = "file" };

    public void Add(Command command)
    {
        command.Options.Add(Hosts);
        command.Options.Add(Key);
    }

    public bool AreGiven(VerbContext context) => context.Parsed.GetValue(Hosts) is not null || context.Parsed.GetValue(Key) is not null;

    /// <summary>Reads the hosts file.</summary>
    /// <exception cref="CommandException">Something is wrong with it: it was printed, with line and column.</exception>
    public HostsFile ReadHosts(VerbContext context)
    {
        string path = context.Parsed.GetValue(Hosts) ?? throw CommandException.Usage("no hosts file", "name one: --hosts hosts.yaml");
        SourceText source;
        try
        {
            source = new SourceText(path, File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Usage($"cannot read the hosts file '{path}': {FileProblem.Of(problem)}");
        }

        HostsReading reading = HostsFile.Read(source);
        if (reading.File is { } file) return file;
        DiagnosticsPrinter.Print(context.Terminal, source, reading.Diagnostics, "nothing was started");
        throw CommandException.Printed(ExitCode.BadScenario);
    }

    /// <summary>Opens this machine's key.</summary>
    /// <exception cref="CommandException">It is not to be trusted, or cannot be read or made.</exception>
    public IdentityKey OpenKey(VerbContext context) =>
        OpenKey(context.Parsed.GetValue(Key) ?? throw CommandException.Usage("no key", "name its file: --key conductor.key"));

    public static IdentityKey OpenKey(string path)
    {
        try
        {
            return IdentityKey.OpenOrCreate(path);
        }
        catch (KeyFileException problem)
        {
            throw new CommandException(ExitCode.BadCommandLine, problem.Message);
        }
    }
}
