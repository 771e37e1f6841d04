using System.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes</c>: what the Internet's routers advertise, read from real files; each thing to do is a verb of its own.</summary>
internal static class RoutesCommand
{
    public static Command Create()
    {
        Command routes = new("routes", "Read what the Internet advertises: dumps of routing tables and updates, and who announces an address");
        Command[] verbs =
        [
            ReadCommand.Create(),
            CountCommand.Create(),
            LookupCommand.Create(),
            PathCommand.Create(),
            GraphCommand.Create(),
            InferCommand.Create(),
            SelectCommand.Create(),
            WorldCommand.Create(),
        ];
        foreach (Command verb in verbs) routes.Subcommands.Add(verb);
        return routes;
    }
}
