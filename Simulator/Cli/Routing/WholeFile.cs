using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Writes files that are there wholly or not at all; what stood under the name stays until then.</summary>
internal static class WholeFile
{
    /// <param name="option">Which option named the file, for the message.</param>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Write(string option, string path, Action<Stream> write)
    {
        string part = path + ".part";
        try
        {
            using (FileStream file = File.Create(part)) write(file);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (File.Exists(part)) File.Delete(part);
            throw CommandException.Usage($"cannot write {option} '{path}': {(Directory.Exists(path) ? "it is a folder" : problem.Message)}");
        }
    }
}
