using System.Text;
using Fleek.Analysis.Store;

namespace Fleek.Sim.Cli.Display;

/// <summary>
/// Standard output holds the answer, standard error everything else: progress, notes, errors.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private const string Reset = "\e[0m";
    private readonly StreamWriter _out;
    private readonly TextWriter _error;
    private readonly bool _colorOut;
    private readonly bool _colorError;

    /// <param name="color">auto, always or never; auto follows NO_COLOR and whether the stream is a terminal.</param>
    public Terminal(string color, bool quiet, bool verbose)
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        _out = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 14) { AutoFlush = false, NewLine = "\n" };
        _error = TextWriter.Synchronized(
            new StreamWriter(Console.OpenStandardError(), utf8, bufferSize: 1 << 12) { AutoFlush = true, NewLine = "\n" });
        bool allowed = Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        _colorOut = color == "always" || (color == "auto" && allowed && !Console.IsOutputRedirected);
        _colorError = color == "always" || (color == "auto" && allowed && !Console.IsErrorRedirected);
        Quiet = quiet;
        Verbose = verbose;
    }

    public bool Quiet { get; }

    public bool Verbose { get; }

    /// <summary>The command line, for the command that shows a bug again.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    /// <summary>People look at standard error, not a file or a build log.</summary>
    public static bool ErrorIsInteractive =>
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("CI") is null or "" or "false";

    /// <summary>Standard output's width in columns; unlimited when it is no terminal.</summary>
    public static int OutputWidth => Console.IsOutputRedirected ? int.MaxValue : Math.Max(40, Console.WindowWidth);

    /// <summary>One line of the answer.</summary>
    /// <exception cref="StandardOutputException">Standard output is full or closed.</exception>
    public void Answer(string line)
    {
        try
        {
            _out.WriteLine(line);
        }
        catch (IOException problem)
        {
            throw new StandardOutputException(problem);
        }
    }

    /// <summary>The answer as it is, for tables that are files.</summary>
    /// <exception cref="StandardOutputException">Standard output is full or closed.</exception>
    public void AnswerBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _out.Flush();
            _out.BaseStream.Write(bytes);
        }
        catch (IOException problem)
        {
            throw new StandardOutputException(problem);
        }
    }

    /// <exception cref="StandardOutputException">Standard output is full or closed.</exception>
    public void Flush()
    {
        try
        {
            _out.Flush();
        }
        catch (IOException problem)
        {
            throw new StandardOutputException(problem);
        }
    }

    /// <summary>A line on standard error, unless --quiet.</summary>
    public void Note(string line)
    {
        if (!Quiet) _error.WriteLine(line);
    }

    /// <summary>A line on standard error with --verbose.</summary>
    public void Detail(string line)
    {
        if (Verbose) _error.WriteLine(line);
    }

    /// <summary>A line on standard error that --quiet does not hide.</summary>
    public void Say(string line) => _error.WriteLine(line);

    /// <summary>Text on standard error as it is, for progress that redraws itself.</summary>
    public void Raw(string text) => _error.Write(text);

    public void Error(string message, string? help = null)
    {
        _error.WriteLine($"{Red("error")}: {message}");
        if (help is not null) _error.WriteLine($"  help: {help}");
    }

    public void Warning(string message) => _error.WriteLine($"{Yellow("warning")}: {message}");

    /// <summary>Everything that a report of a bug needs.</summary>
    public void Bug(Exception problem, string command, EngineInfo engine)
    {
        _error.WriteLine($"{Red("bug")}: {problem.GetType().Name}: {problem.Message}");
        _error.WriteLine($"  fleek-sim {engine.Version}, engine {engine.Fingerprint}, commit {engine.Commit ?? "unknown"}");
        _error.WriteLine($"  shown again by: {command}");
        _error.WriteLine(problem.ToString());
    }

    /// <summary>Closes nothing that matters: what could not be written has been reported by <see cref="Flush"/>.</summary>
    public void Dispose()
    {
        try
        {
            _out.Dispose();
        }
        catch (IOException)
        {
            // Reported before.
        }
        _error.Dispose();
    }

    public string Red(string text) => Paint(text, "\e[31;1m", _colorError);

    public string Yellow(string text) => Paint(text, "\e[33;1m", _colorError);

    public string Blue(string text) => Paint(text, "\e[34;1m", _colorError);

    /// <summary>Emphasis in the answer.</summary>
    public string Strong(string text) => Paint(text, "\e[1m", _colorOut);

    private static string Paint(string text, string code, bool on) => on ? code + text + Reset : text;
}
