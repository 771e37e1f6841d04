using System.Globalization;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// CAIDA's relationship files. A line of serial 1 has two ASes and what they are, such as `3356|2914|0`: -1 where the first is the
/// provider of the second, 0 for peers, 2 for siblings; serial 2 adds a source. Plain or packed, told by content.
/// </summary>
public static class AsRelationshipFile
{
    private const string Kind = "a relationship file: lines such as `3356|2914|0`";

    /// <summary>Reads the file at <paramref name="path"/>. Links that conflict are found when a graph is built of them.</summary>
    /// <exception cref="InputFileException">It cannot be read, is torn, or a line is not what this says; names line and column.</exception>
    public static AsRelationships Load(string path)
    {
        List<AsLink> links = [];
        IReadOnlyList<uint> clique = [], exchanges = [];
        int serial = 1;
        BoundedLines.Read(path, Kind, (text, line) =>
        {
            if (text.IsEmpty) return;
            if (text[0] != '#')
            {
                links.Add(Parse(path, line, text, ref serial));
                return;
            }

            clique = Named(text, "input clique:") ?? Named(text, "inferred clique:") ?? clique;
            exchanges = Named(text, "IXP ASes:") ?? exchanges;
        });
        return links.Count > 0
            ? new AsRelationships(links, serial, clique, exchanges)
            : throw new InputFileException(path, 0, "holds no link", $"give {Kind}");
    }

    /// <summary>Writes links as serial 1.</summary>
    /// <param name="remarks">Lines for the head of the file, without `#`.</param>
    public static void Write(TextWriter to, IEnumerable<AsLink> links, IEnumerable<string> remarks)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(remarks);
        foreach (string remark in remarks) to.Write($"# {remark}\n");
        foreach (AsLink link in links) to.Write(string.Create(CultureInfo.InvariantCulture, $"{link.A}|{link.B}|{CodeOf(link.Relationship)}\n"));
    }

    private static int CodeOf(AsRelationship relationship) =>
        relationship switch { AsRelationship.ProviderToCustomer => -1, AsRelationship.PeerToPeer => 0, _ => 2 };

    private static AsLink Parse(string path, int line, ReadOnlySpan<char> text, ref int serial)
    {
        Span<Range> fields = stackalloc Range[5];
        int count = text.Split(fields, '|');
        if (count is not (3 or 4)) throw new InputFileException(path, line, $"column 1: has {count} fields apart by `|`, not 3 or 4", $"give {Kind}");
        uint a = Number(path, line, text, fields[0]), b = Number(path, line, text, fields[1]);
        if (count == 4) serial = 2;
        AsRelationship? relationship = text[fields[2]] switch
        {
            "-1" => AsRelationship.ProviderToCustomer,
            "0" => AsRelationship.PeerToPeer,
            "2" => AsRelationship.Sibling,
            _ => null,
        };
        if (relationship is null)
            throw new InputFileException(
                path, line, $"column {Column(text, fields[2])}: `{BoundedLines.Short(text[fields[2]])}` is no relationship",
                "give -1 for provider and customer, 0 for peers; files before 2008, which have 1, say the opposite by -1");
        return new AsLink(a, b, relationship.Value);
    }

    private static uint Number(string path, int line, ReadOnlySpan<char> text, Range field) =>
        uint.TryParse(text[field], NumberStyles.None, CultureInfo.InvariantCulture, out uint asn)
            ? asn
            : throw new InputFileException(
                path, line, $"column {Column(text, field)}: `{BoundedLines.Short(text[field])}` is no AS number", "give numbers from 0 to 4294967295");

    private static int Column(ReadOnlySpan<char> text, Range field) => field.GetOffsetAndLength(text.Length).Offset + 1;

    /// <summary>The AS numbers that a line of the head names; null if it names others or is no such line.</summary>
    private static List<uint>? Named(ReadOnlySpan<char> text, string what)
    {
        int at = text.IndexOf(what, StringComparison.Ordinal);
        if (at < 0) return null;
        List<uint> numbers = [];
        ReadOnlySpan<char> rest = text[(at + what.Length)..];
        foreach (Range part in rest.Split(' '))
            if (uint.TryParse(rest[part], NumberStyles.None, CultureInfo.InvariantCulture, out uint asn)) numbers.Add(asn);
        return numbers;
    }
}
