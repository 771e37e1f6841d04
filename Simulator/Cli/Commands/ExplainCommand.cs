using System.CommandLine;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>explain</c>: what anything means.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        Argument<string> thing = new("thing") { Description = "A scenario, a measure, a key, a code such as FS1002, or exit-codes" };
        Command command = CommandTree.Verb("explain", "Say what a scenario, measure, key, code or exit code means",
            context => ExitCode.Ok);
        command.Arguments.Add(thing);
        return command;
    }
}
