using System.Globalization;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// CAIDA's files of which organisation has which AS: lines of organisations, and lines of ASes that name one of them, each kind
/// under a line that names its fields. Plain or packed, told by content.
/// </summary>
public static class AsOrganizationFile
{
    private const string Kind = "an as-org2info file, with lines such as `# format:aut|changed|aut_name|org_id|opaque_id|source`";

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="InputFileException">It cannot be read, is torn, or a line is not what this says; names line and column.</exception>
    public static AsOrganizations Load(string path)
    {
        Dictionary<string, AsOrganization> organisations = [];
        List<(uint Asn, string Name, string Id)> ases = [];
        string[] fields = [];
        BoundedLines.Read(path, Kind, (text, line) =>
        {
            if (text.IsEmpty) return;
            if (text[0] == '#')
            {
                int at = text.IndexOf("format:", StringComparison.Ordinal);
                if (at >= 0) fields = text[(at + "format:".Length)..].Trim().ToString().Split('|');
                return;
            }

            if (fields.Length == 0) throw new InputFileException(path, line, "column 1: stands before any line that names the fields", $"give {Kind}");
            string[] values = text.ToString().Split('|');
            if (values.Length != fields.Length)
                throw new InputFileException(path, line, $"column 1: has {values.Length} fields apart by `|`, not {fields.Length}", $"give {Kind}");
            if (fields[0] == "aut") ases.Add((Number(path, line, values[0]), Value("aut_name"), Value("org_id")));
            else organisations[Value("org_id")] = new AsOrganization(Value("org_id"), Value("org_name"), Value("country"));

            string Value(string field) => Array.IndexOf(fields, field) is var place and >= 0
                ? values[place]
                : throw new InputFileException(path, line, $"column 1: the fields above have no `{field}`", $"give {Kind}");
        });
        if (ases.Count == 0) throw new InputFileException(path, 0, "holds no AS", $"give {Kind}");
        return new AsOrganizations(ases.Select(row => (row.Asn, row.Name, organisations.GetValueOrDefault(row.Id) ?? new AsOrganization(row.Id, row.Id, ""))));
    }

    private static uint Number(string path, int line, string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint asn)
            ? asn
            : throw new InputFileException(path, line, $"column 1: `{BoundedLines.Short(text)}` is no AS number", "give numbers from 0 to 4294967295");
}
