using System.CommandLine;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>schema</c>: the JSON schema of the scenario file, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create() => CommandTree.Verb("schema", "Print the scenario file's JSON schema", context =>
    {
        context.Terminal.Answer(ScenarioSchema.Json().TrimEnd());
        return ExitCode.Ok;
    });
}
