using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Core.Routing.Rib;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary>A table as a new file; one that cannot be written to its end is taken away again.</summary>
internal static class TableFile
{
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Write(string path, RouteTable table, uint seconds)
    {
        string part = path + ".part";
        try
        {
            using (FileStream file = File.Create(part))
                table.Write(new MrtWriter(), seconds, IpAddress.V4(0), "", bytes => file.Write(bytes));
            File.Move(part, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (File.Exists(part)) File.Delete(part);
            throw CommandException.Usage($"cannot write --write '{path}': {(Directory.Exists(path) ? "it is a folder" : problem.Message)}");
        }
    }
}
