using Fleek.Scenarios.Reading;

namespace Fleek.Sim.Cli.Display;

/// <summary>
/// Prints what is wrong with a scenario file: with the line and a caret for people, as one MSBuild line each for build logs,
/// and as annotations under GitHub Actions.
/// </summary>
internal static class DiagnosticsPrinter
{
    /// <param name="source">The file that the positions refer to.</param>
    /// <param name="outcome">The closing line's second half, such as <c>nothing was run</c>.</param>
    public static void Print(Terminal terminal, SourceText source, IReadOnlyList<Diagnostic> diagnostics, string outcome)
    {
        bool people = Terminal.ErrorIsInteractive;
        bool annotate = Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";
        string[] lines = source.Text.ReplaceLineEndings("\n").Split('\n');
        foreach (Diagnostic diagnostic in diagnostics)
        {
            foreach (string line in people ? ForPeople(diagnostic, source, lines, terminal) : [ForBuildLogs(diagnostic, source)])
                terminal.Say(line);
            if (annotate) terminal.Say(Annotation(diagnostic, source));
        }
        string count = diagnostics.Count == 1 ? "1 error" : $"{diagnostics.Count} errors";
        string where = diagnostics.All(IsFlag) ? "the command line" : source.Path;
        terminal.Say($"{count} in {where}; {outcome}.");
    }

    internal static IEnumerable<string> ForPeople(Diagnostic d, SourceText source, string[] lines, Terminal terminal)
    {
        yield return $"{terminal.Red("error")} {d.Code}: {d.Message}";
        string? line = d.LineText ?? (d.File == source.Path && d.Line >= 1 && d.Line <= lines.Length ? lines[d.Line - 1] : null);
        if (d.Line > 0) yield return $"  {terminal.Blue("-->")} {d.File}:{d.Line}:{d.Column}";
        else if (d.File.Length > 0) yield return $"  {terminal.Blue("-->")} {d.File}";
        if (d.Line > 0 && line is not null)
        {
            if (d.File == source.Path && d.Line > 1) yield return Numbered(d.Line - 1, lines[d.Line - 2]);
            yield return Numbered(d.Line, line);
            string carets = terminal.Red(new string('^', Math.Max(1, d.Length)));
            yield return $"      | {new string(' ', Math.Max(0, d.Column - 1))}{carets}{(d.Note is null ? "" : " " + d.Note)}";
        }
        else if (d.Note is not null)
        {
            yield return $"      | {d.Note}";
        }
        if (d.Help is not null) yield return $"  help: {d.Help}";
    }

    internal static string ForBuildLogs(Diagnostic d, SourceText source)
    {
        string file = d.File.Length > 0 ? d.File : source.Path;
        string place = d.Line > 0 && !IsFlag(d) ? $"{file}({d.Line},{d.Column})" : file;
        string help = d.Help is null ? "" : $" ({d.Help})";
        return $"{place}: error {d.Code}: {d.Message}{(d.Note is null ? "" : "; " + d.Note)}{help}";
    }

    /// <summary>GitHub's workflow command; its data must not hold a bare percent sign or line end.</summary>
    internal static string Annotation(Diagnostic d, SourceText source)
    {
        string file = d.File.Length > 0 && !IsFlag(d) ? d.File : source.Path;
        string place = d.Line > 0 && !IsFlag(d) ? $",line={d.Line},col={d.Column}" : "";
        string text = d.Note is null ? d.Message : $"{d.Message}; {d.Note}";
        return $"::error file={file}{place},title={d.Code}::{Escape(text)}";
    }

    /// <summary>What is wrong stands in a flag, such as --set, and not in a file.</summary>
    internal static bool IsFlag(Diagnostic d) => d.File.StartsWith("--", StringComparison.Ordinal);

    private static string Numbered(int number, string line) => $"  {number,3} | {line}";

    private static string Escape(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
}
