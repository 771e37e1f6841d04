using System.Text;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Lines of a stream that may be anything: of a long one the front is given, and the rest is not held.</summary>
internal static class BoundedLine
{
    /// <returns>Null at the end.</returns>
    public static string? Read(TextReader reader, int longest)
    {
        StringBuilder line = new();
        int next;
        bool any = false;
        while ((next = reader.Read()) >= 0)
        {
            any = true;
            if (next == '\n') break;
            if (line.Length < longest) line.Append((char)next);
        }

        return any ? line.ToString() : null;
    }
}
