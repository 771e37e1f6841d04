namespace Fleek.Scenarios.Reading;

/// <summary>
/// Collects every error of one reading, each once, and keeps its position inside its text. Beyond <see cref="Capacity"/>
/// it only counts: a file of a million errors must not become a million messages.
/// </summary>
internal sealed class DiagnosticSink
{
    public const int Capacity = 200;

    private readonly List<Diagnostic> found = [];
    private readonly HashSet<(string, string, string, int, int)> seen = [];

    public int Count => this.found.Count;

    /// <summary>In the order of files and lines; what has no position comes first.</summary>
    public IReadOnlyList<Diagnostic> Sorted =>
        [.. this.found.OrderBy(d => d.File.StartsWith("--", StringComparison.Ordinal)).ThenBy(d => d.Line).ThenBy(d => d.Column)];

    public void Add(string code, string message, Mark? at, string? note = null, string? help = null)
    {
        Diagnostic diagnostic = at is { } mark
            ? Placed(code, message, mark, note, help)
            : new(code, message, "", 0, 0, 0, note, help);
        this.Add(diagnostic);
    }

    /// <summary>An error about a whole file or flag, at no line of it.</summary>
    public void AddWhole(string code, string message, string file, string? note = null, string? help = null) =>
        this.Add(new Diagnostic(code, message, file, 0, 0, 0, note, help));

    public void AddAll(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics) this.Add(diagnostic);
    }

    private void Add(Diagnostic raw)
    {
        Diagnostic diagnostic = raw with
        {
            Message = Shown.Clean(raw.Message),
            Note = raw.Note is null ? null : Shown.Clean(raw.Note),
            Help = raw.Help is null ? null : Shown.Clean(raw.Help),
        };
        if (!this.seen.Add((diagnostic.Code, diagnostic.Message, diagnostic.File, diagnostic.Line, diagnostic.Column))) return;
        if (this.found.Count < Capacity) this.found.Add(diagnostic);
    }

    private static Diagnostic Placed(string code, string message, Mark mark, string? note, string? help)
    {
        IReadOnlyList<string> lines = mark.Source.Lines;
        int line = Math.Clamp(mark.Line, 1, lines.Count);
        string text = lines[line - 1];
        int column = Math.Clamp(mark.Column, 1, text.Length + 1);
        int length = Math.Clamp(mark.Length, 1, Math.Max(1, text.Length - column + 1));
        return new(code, message, mark.Source.Path, line, column, length, note, help) { LineText = Shown.Clean(text) };
    }
}
