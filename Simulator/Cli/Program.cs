using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli;

/// <summary>The composition root: parses the command line, runs one verb, turns what went wrong into an exit code.</summary>
internal static class Program
{
    public static int Main(string[] args) => VerbHost.Run(args);
}
