using System.Globalization;
using System.Text;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// CAIDA's prefix-to-AS files: a line has an address, a length and origins, apart by tabs, such as `1.0.0.0 24 13335`. Origins are
/// `1_2` where several announce the prefix, and `1,2` where a path ends in an AS_SET. Plain or packed, read as a stream.
/// </summary>
public static class PrefixToAsFile
{
    /// <summary>Longest line in characters.</summary>
    public const int MaxLine = 4096;

    /// <summary>Most lines: the whole Internet has about a million.</summary>
    public const int MaxLines = 20_000_000;

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="InputFileException">It cannot be read, is torn, or a line is not what this says; names the line.</exception>
    public static IReadOnlyList<(IpPrefix Prefix, OriginSet Origins)> Load(string path)
    {
        List<(IpPrefix, OriginSet)> routes = [];
        Dictionary<string, OriginSet> known = [];
        int line = 0;
        try
        {
            using Stream stream = PackedStream.Open(path, out _);
            using StreamReader reader = new(stream, Encoding.ASCII, detectEncodingFromByteOrderMarks: false);
            StringBuilder text = new();
            while (TryLine(path, reader, text, line + 1))
            {
                line++;
                if (text.Length == 0 || text[0] == '#') continue;
                if (line > MaxLines) throw new InputFileException(path, line, $"has more than {MaxLines} lines", "cut it into several files");
                routes.Add(Parse(path, line, text.ToString(), known));
            }
        }
        catch (Exception e) when (e is not InputFileException and not OutOfMemoryException)
        {
            throw new InputFileException(path, line, $"cannot be read from here on: {e.Message}", "check the path, or fetch the file again", e);
        }

        return routes.Count > 0 ? routes : throw new InputFileException(path, 0, "holds no prefix", "give a prefix-to-AS file");
    }

    private static (IpPrefix, OriginSet) Parse(string path, int line, string text, Dictionary<string, OriginSet> known)
    {
        string[] fields = text.Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 3)
            throw new InputFileException(path, line, $"has {fields.Length} fields, not 3", "give `address length origins`, apart by tabs");
        if (!IpAddress.TryParse(fields[0], out IpAddress address)
            || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > address.Width)
            throw new InputFileException(path, line, $"`{Short(fields[0])}` `{Short(fields[1])}` is no prefix", "give an address and its length");
        if (!known.TryGetValue(fields[2], out OriginSet? origins))
        {
            if (!OriginSet.TryParse(fields[2], out origins))
                throw new InputFileException(path, line, $"`{Short(fields[2])}` is no origin", "give AS numbers, such as 1, 1_2 or 1,2");
            known[fields[2]] = origins!;
        }

        return (IpPrefix.Of(address, length), origins!);
    }

    /// <summary>A line, read up to a bound: a file without line ends must not be held as one.</summary>
    private static bool TryLine(string path, StreamReader reader, StringBuilder into, int line)
    {
        into.Clear();
        int next;
        while ((next = reader.Read()) is >= 0 and not '\n')
        {
            if (next != '\r') into.Append((char)next);
            if (into.Length > MaxLine) throw new InputFileException(path, line, $"is longer than {MaxLine} characters", "give a prefix-to-AS file");
        }

        return next >= 0 || into.Length > 0;
    }

    private static string Short(string text)
    {
        string printable = new([.. text.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
        return text.Length > 40 ? printable + "..." : printable;
    }
}
