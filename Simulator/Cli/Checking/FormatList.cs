using System.Text;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Checking;

/// <summary>
/// What <c>--format</c> asks for: words separated by commas, each alone for standard output or as <c>junit=check.xml</c> for a file.
/// </summary>
internal sealed class FormatList
{
    private static readonly string[] _known = ["text", "markdown", "github", "junit", "json"];
    private readonly List<(string Format, string? File)> _wanted = [];

    /// <exception cref="CommandException">An unknown word, or two formats on standard output that no reader could tell apart.</exception>
    public static FormatList Read(string? given, bool json)
    {
        FormatList list = new();
        if (given is not null && json) throw CommandException.Usage("--json and --format exclude each other: --format json is the same");
        foreach (string word in (given ?? (json ? "json" : "text")).Split(',', StringSplitOptions.TrimEntries))
        {
            string[] parts = word.Split('=', 2);
            if (!_known.Contains(parts[0]))
            {
                throw CommandException.Usage($"unknown format '{parts[0]}'" + (NearestWord.Find(parts[0], _known) is { } nearest
                    ? $"; did you mean '{nearest}'?"
                    : $"; one of: {string.Join(", ", _known)}"));
            }
            if (parts.Length == 2 && parts[1].Length == 0) throw CommandException.Usage($"--format {parts[0]}= names no file");
            list._wanted.Add((parts[0], parts.Length == 2 ? parts[1] : null));
        }
        // Annotations are lines that their reader picks out of a log; the others are whole documents.
        string[] printed = [.. list._wanted.Where(w => w.File is null && w.Format != "github").Select(w => w.Format)];
        if (printed.Length > 1)
            throw CommandException.Usage($"standard output is {printed[0]} or {printed[1]}", $"a file for one: --format {printed[0]},{printed[1]}=<file>");
        return list;
    }

    /// <exception cref="CommandException">A file cannot be written.</exception>
    public void Write(IReadOnlyList<GateReport> reports, Terminal terminal)
    {
        foreach ((string format, string? file) in _wanted)
        {
            string text = Of(format, reports, file is null ? Terminal.OutputWidth : int.MaxValue);
            if (file is null) terminal.AnswerBytes(Encoding.UTF8.GetBytes(text));
            else Save(file, text);
        }
    }

    /// <summary>Of one check the format's own; of several one document that holds them all.</summary>
    internal static string Of(string format, IReadOnlyList<GateReport> reports, int width) => (format, reports.Count) switch
    {
        (_, 1) => Of(format, reports[0], width),
        ("junit", _) => JUnitFormat.Write(reports),
        ("json", _) => JsonFormat.Write(reports),
        _ => string.Join('\n', reports.Select(r => Of(format, r, width))),
    };

    internal static string Of(string format, GateReport report, int width) => format switch
    {
        "text" => TextFormat.Write(report, width),
        "markdown" => MarkdownFormat.Write(report),
        "github" => GitHubFormat.Write(report),
        "junit" => JUnitFormat.Write(report),
        "json" => JsonFormat.Write(report),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static void Save(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Usage($"cannot write '{file}': {FileProblem.Of(problem)}");
        }
    }
}
