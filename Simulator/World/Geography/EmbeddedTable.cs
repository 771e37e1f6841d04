using System.Text;

namespace Fleek.Sim.World.Geography;

/// <summary>Reads a table that the assembly carries: comma-separated, no quotes, `#` comments, a header line.</summary>
internal static class EmbeddedTable
{
    /// <summary>The rows after the header, split into <paramref name="columns"/> fields.</summary>
    internal static List<string[]> Rows(string name, int columns)
    {
        using Stream stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly does not carry {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<string[]>();
        bool header = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            string[] fields = line.Split(',');
            if (fields.Length != columns) throw new InvalidOperationException($"{name}: not {columns} fields: {line}");
            if (!header) rows.Add(fields);
            header = false;
        }

        return rows;
    }
}
