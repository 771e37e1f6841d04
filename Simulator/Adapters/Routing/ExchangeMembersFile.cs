using System.Globalization;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// Lists of exchanges' members, as gathered from PCH and PeeringDB: a line has a number, a mark, an address on the exchange, the AS number as
/// `AS1299`, a short and a long name of the exchange, the country's two letters and the city, apart by commas and blanks. A name may
/// hold commas; the country is the last field but one.
/// </summary>
public static class ExchangeMembersFile
{
    private const int LeastFields = 7, AsnField = 3;
    private const string Kind = "a list of exchanges' members";

    /// <summary>Reads the file at <paramref name="path"/>, plain or packed.</summary>
    /// <exception cref="InputFileException">It cannot be read, is torn, or a line is not what this says; names the line.</exception>
    public static IReadOnlyList<ExchangeMember> Load(string path)
    {
        List<ExchangeMember> members = [];
        BoundedLines.Read(path, Kind, (text, line) =>
        {
            if (text.Length > 0 && text[0] != '#') members.Add(Parse(path, line, text.ToString().Split(", ")));
        });
        return members.Count > 0 ? members : throw new InputFileException(path, 0, "holds no member", $"give {Kind}");
    }

    private static ExchangeMember Parse(string path, int line, string[] fields)
    {
        if (fields.Length < LeastFields)
            throw new InputFileException(path, line, $"has {fields.Length} fields, not {LeastFields} or more", $"give {Kind}");
        string asn = fields[AsnField].StartsWith("AS", StringComparison.Ordinal) ? fields[AsnField][2..] : fields[AsnField];
        if (!uint.TryParse(asn, NumberStyles.None, CultureInfo.InvariantCulture, out uint system))
            throw new InputFileException(path, line, $"its fourth field `{BoundedLines.Short(fields[AsnField])}` is no AS number", "give it as AS1299");
        string name = fields[AsnField + 1].Trim();
        return new ExchangeMember(
            system, name.Length > 0 ? name : fields[AsnField + 2].Trim(), CountryOf(fields[^2]), fields[^1].Trim());
    }

    /// <summary>`GB//Kingdom United` is GB.</summary>
    private static string CountryOf(string field) => field.Trim().Split('/')[0];
}
