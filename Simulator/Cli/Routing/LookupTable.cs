using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Prefixes with their origins, from dumps and from prefix-to-AS files.</summary>
internal static class LookupTable
{
    private const int LookBytes = 256;

    /// <returns>No table if a file cannot be used; the exit code says what is wrong then, or that a file is cut.</returns>
    /// <exception cref="CommandException">A file is absent or may not be read.</exception>
    public static (OriginTable? Table, int Code) Load(VerbContext context, IReadOnlyList<string> files)
    {
        DumpFiles.Check(files);
        if (files.Contains(DumpFiles.StandardInput)) throw CommandException.Usage("--table takes a file: standard input is for addresses");
        List<(IpPrefix, OriginSet)> routes = [];
        string[] texts = [.. files.Where(IsText)], dumps = [.. files.Except(texts)];
        foreach (string file in texts) routes.AddRange(PrefixToAsFile.Load(file));
        OriginCollector collector = new();
        int code = DumpFiles.Read(context, dumps, MrtReaderOptions.Default, _ => collector, null);
        if (code is not (ExitCode.Ok or ExitCode.RunsFailed)) return (null, code);
        if (texts.Length == 0) return (collector.Build(), code);
        routes.AddRange(collector.Routes);
        return (new OriginTable(routes), code);
    }

    /// <summary>Whether a file begins with a line of numbers, as a prefix-to-AS file does and no dump.</summary>
    private static bool IsText(string file)
    {
        try
        {
            using Stream stream = PackedStream.Open(file, out _);
            Span<byte> front = stackalloc byte[LookBytes];
            front = front[..stream.ReadAtLeast(front, LookBytes, throwOnEndOfStream: false)];
            return front.Length > 0 && !front.ContainsAnyExceptInRange((byte)'\t', (byte)'~') && (char.IsAsciiHexDigit((char)front[0]) || front[0] is (byte)':' or (byte)'#');
        }
        catch (Exception e) when (e is not OutOfMemoryException and not InputFileException)
        {
            // What is wrong is said when the file is read as a dump.
            return false;
        }
    }
}
