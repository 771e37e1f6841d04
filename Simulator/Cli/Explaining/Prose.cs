namespace Fleek.Sim.Cli.Explaining;

/// <summary>Text in lines of a width that reads well.</summary>
internal static class Prose
{
    private const int Width = 96;
    private const string Margin = "  ";

    public static IEnumerable<string> Wrap(string text)
    {
        string line = Margin;
        foreach (string word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > Margin.Length && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                line = Margin;
            }
            line += line.Length > Margin.Length ? " " + word : word;
        }
        if (line.Length > Margin.Length) yield return line;
    }

    public static IEnumerable<string> Indent(string text) =>
        text.TrimEnd().ReplaceLineEndings("\n").Split('\n').Select(line => Margin + line);
}
