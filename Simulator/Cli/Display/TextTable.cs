using Spectre.Console;

namespace Fleek.Sim.Cli.Display;

/// <summary>A table of text for the terminal; without colours, so that a file of it reads the same.</summary>
internal sealed class TextTable(params string[] headers)
{
    /// <summary>A pipe has no width: wide enough that nothing wraps.</summary>
    private const int WidestLine = 2000;
    private const int Gap = 3;
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Columns that the table takes where nothing wraps.</summary>
    public int NaturalWidth => headers
        .Select((header, i) => _rows.Select(r => r[i].Length).Append(header.Length).Max() + Gap)
        .Sum();

    /// <param name="width">Columns of the terminal; cells wrap to fit.</param>
    public IEnumerable<string> Lines(int width)
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (string header in headers) table.AddColumn(new TableColumn(new Text(header)) { NoWrap = false });
        foreach (string[] row in _rows) table.AddRow(row.Select(c => new Text(c)).ToArray());
        using StringWriter writer = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Math.Min(width, WidestLine);
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        foreach (string line in writer.ToString().TrimEnd().Split('\n'))
            if (line.Trim().Length > 0) yield return line.TrimEnd();
    }
}
