using System.Globalization;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// CAIDA's prefix-to-AS files: a line has an address, a length and origins, apart by tabs, such as `1.0.0.0 24 13335`. Origins are
/// `1_2` where several announce the prefix, and `1,2` where a path ends in an AS_SET. Plain or packed, read as a stream.
/// </summary>
public static class PrefixToAsFile
{
    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="InputFileException">It cannot be read, is torn, or a line is not what this says; names the line.</exception>
    public static IReadOnlyList<(IpPrefix Prefix, OriginSet Origins)> Load(string path)
    {
        List<(IpPrefix, OriginSet)> routes = [];
        Dictionary<string, OriginSet> known = [];
        BoundedLines.Read(path, "a prefix-to-AS file", (text, line) =>
        {
            if (text.Length > 0 && text[0] != '#') routes.Add(Parse(path, line, text.ToString(), known));
        });
        return routes.Count > 0 ? routes : throw new InputFileException(path, 0, "holds no prefix", "give a prefix-to-AS file");
    }

    private static (IpPrefix, OriginSet) Parse(string path, int line, string text, Dictionary<string, OriginSet> known)
    {
        string[] fields = text.Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 3)
            throw new InputFileException(path, line, $"has {fields.Length} fields, not 3", "give `address length origins`, apart by tabs");
        if (!IpAddress.TryParse(fields[0], out IpAddress address)
            || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > address.Width)
            throw new InputFileException(path, line, $"`{BoundedLines.Short(fields[0])}` `{BoundedLines.Short(fields[1])}` is no prefix", "give an address and its length");
        if (!known.TryGetValue(fields[2], out OriginSet? origins))
        {
            if (!OriginSet.TryParse(fields[2], out origins))
                throw new InputFileException(path, line, $"`{BoundedLines.Short(fields[2])}` is no origin", "give AS numbers, such as 1, 1_2 or 1,2");
            known[fields[2]] = origins!;
        }

        return (IpPrefix.Of(address, length), origins!);
    }
}
