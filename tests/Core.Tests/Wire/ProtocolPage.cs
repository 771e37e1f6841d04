using System.Text.RegularExpressions;

namespace Fleek.Tests.Core;

/// <summary>docs/protocol.md as data: its tables by heading, and the hex blocks of its worked example.</summary>
internal sealed partial class ProtocolPage
{
    public ProtocolPage()
    {
        Text = File.ReadAllText(Path.Combine(DataFolder.Repository, "docs", "protocol.md"));
        string heading = "";
        foreach (string line in Text.Split('\n'))
        {
            if (line.StartsWith('#')) heading = line.TrimStart('#', ' ');
            if (!line.StartsWith("| ", StringComparison.Ordinal)) continue;
            string row = line.Trim('|').Replace("\\|", "/", StringComparison.Ordinal);
            Rows.Add((heading, row.Split('|', StringSplitOptions.TrimEntries)));
        }
    }

    public string Text { get; }

    /// <summary>Rows of all tables, each with the heading that it stands under; a table's first row names its columns.</summary>
    public List<(string Heading, string[] Cells)> Rows { get; } = [];

    /// <summary>Named frames in hexadecimal, in order.</summary>
    public IEnumerable<(string Name, string Hex)> HexBlocks() =>
        HexBlock().Matches(Text)
            .Select(match => (match.Groups["name"].Value, WhiteSpace().Replace(match.Groups["hex"].Value, "")));

    /// <summary>Fields of the layout under a heading that begins so; columns offset, bytes, type, field.</summary>
    public FrameField[] Layout(string heading)
    {
        string[][] rows =
        [
            .. Rows.Where(row => row.Heading == heading || row.Heading.StartsWith(heading + ",", StringComparison.Ordinal))
                .Select(row => row.Cells),
        ];
        Assert.True(rows.Length > 1, $"no table under {heading}");
        Assert.Equal(["offset", "bytes", "type", "field"], rows[0][..4]);
        return [.. rows[1..].Select(cells => new FrameField(cells[0], cells[1], cells[2], cells[3], cells[4]))];
    }

    [GeneratedRegex(@"^\*\*(?<name>[^*]+)\*\*[^\n]*\n+```hex\n(?<hex>[0-9a-f\s]*)```", RegexOptions.Multiline)]
    private static partial Regex HexBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
