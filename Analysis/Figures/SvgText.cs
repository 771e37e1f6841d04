using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Fleek.Analysis.Figures;

/// <summary>What a plotted SVG still lacks to stand in a page: ids of its own, a size that scales, fonts to fall back to, a
/// title.</summary>
internal static partial class SvgText
{
    /// <param name="name">Goes before every id, so that several figures can stand in one page.</param>
    /// <param name="title">For readers who do not see the picture.</param>
    public static string Finish(string svg, string name, string title)
    {
        string prefix = name.Replace(' ', '-') + "-";
        svg = svg.Replace("\r\n", "\n", StringComparison.Ordinal);
        // The plotter numbers its ids over the life of the process; here they count within the figure.
        Dictionary<string, string> ids = new(StringComparer.Ordinal);
        svg = IdAttribute().Replace(svg, m => $"id=\"{Renamed(m.Groups[1].Value)}\"");
        svg = IdReference().Replace(svg, m => $"url(#{Renamed(m.Groups[1].Value)})");
        // Verdana has the widths of the embedded font; letters have their places in the file, so others only look looser or
        // tighter.
        svg = svg.Replace(
            $"font-family=\"{FigureFont.Name}\"", $"font-family=\"{FigureFont.Name}, Verdana, sans-serif\"",
            StringComparison.Ordinal);
        return Root().Replace(
            svg,
            m => string.Create(
                CultureInfo.InvariantCulture,
                $"{m.Value[..^1]} viewBox=\"0 0 {m.Groups[1].Value} {m.Groups[2].Value}\" role=\"img\">\n"
                + $"\t<title>{WebUtility.HtmlEncode(title)}</title>"),
            1);

        string Renamed(string id)
        {
            if (!ids.TryGetValue(id, out string? known)) ids[id] = known = $"{prefix}{ids.Count + 1}";
            return known;
        }
    }

    [GeneratedRegex("\\bid=\"([^\"]+)\"")]
    private static partial Regex IdAttribute();

    [GeneratedRegex("url\\(#([^)]+)\\)")]
    private static partial Regex IdReference();

    [GeneratedRegex("<svg [^>]*width=\"(\\d+)\" height=\"(\\d+)\"[^>]*>")]
    private static partial Regex Root();
}
