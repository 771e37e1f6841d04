using System.CommandLine;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Routing;

/// <summary>
/// The dumps that a command line names, read one after the other. A cut one gives what was readable and a warning, one that is no dump
/// an error; the others are read all the same, and the exit code says that something was wrong.
/// </summary>
internal sealed class DumpFiles
{
    /// <summary>As a file's name, standard input.</summary>
    public const string StandardInput = "-";

    private readonly bool _recognisesAddPath;
    private readonly Option<string?> _addPath;

    /// <param name="recognisesAddPath">Unless a flag says otherwise, path identifiers are read where no subtype announces them.</param>
    public DumpFiles(bool recognisesAddPath)
    {
        _recognisesAddPath = recognisesAddPath;
        _addPath = FilterOptions.Text(
            "--add-path", "recognised|recorded",
            "Read path identifiers where a record holds them though its subtype says not, or go by the subtype alone as bgpdump does "
            + $"(default: {(recognisesAddPath ? "recognised" : "recorded")})");
    }

    public Argument<string[]> Files { get; } = new("file")
    {
        Description = "MRT dumps, plain or packed by gzip, bzip2, xz or zstd; - for standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    public void Add(Command command)
    {
        command.Arguments.Add(Files);
        command.Options.Add(_addPath);
    }

    /// <summary>Reads all files.</summary>
    /// <param name="sinkOf">What takes the elements of a file.</param>
    /// <param name="done">What to do when a file is read.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">A file is absent or may not be read.</exception>
    public int Read(VerbContext context, Func<string, IRouteSink> sinkOf, Action<string, MrtReading>? done = null)
    {
        string[] files = context.Parsed.GetValue(Files)!;
        Check(files);
        return Read(context, files, Options(context), sinkOf, done);
    }

    /// <summary>
    /// Reads the files by the times of their first records, of those of one second tables first and then as they were given. With
    /// standard input among them, in which nothing can be looked at before, all are read as given.
    /// </summary>
    /// <inheritdoc cref="Read(VerbContext, Func{string, IRouteSink}, Action{string, MrtReading})"/>
    public int ReadInOrder(VerbContext context, Func<string, IRouteSink> sinkOf)
    {
        string[] files = context.Parsed.GetValue(Files)!;
        Check(files);
        if (!files.Contains(StandardInput))
        {
            IEnumerable<(string File, (uint Seconds, bool IsTable) First)> looked = files.Select(file => (file, MrtFile.First(file) ?? default));
            files = [.. looked.OrderBy(f => f.First.Seconds).ThenBy(f => !f.First.IsTable).Select(f => f.File)];
        }

        return Read(context, files, Options(context), sinkOf, null);
    }

    /// <summary>Reads files that have been checked, in this order.</summary>
    public static int Read(
        VerbContext context, IReadOnlyList<string> files, MrtReaderOptions options, Func<string, IRouteSink> sinkOf, Action<string, MrtReading>? done)
    {
        using Interrupts interrupts = new(atOnce: true);
        int code = ExitCode.Ok;
        foreach (string file in files)
        {
            try
            {
                IRouteSink sink = sinkOf(file);
                MrtReading reading = Read(context, file, sink, options, interrupts.Now);
                if (reading.Warning is { } warning)
                {
                    if (code == ExitCode.Ok) code = ExitCode.RunsFailed;
                    context.Terminal.Warning($"{NameOf(file)}: {warning}; what was readable before is given");
                }

                done?.Invoke(file, reading);
            }
            catch (InputFileException problem)
            {
                code = ExitCode.BadScenario;
                context.Terminal.Error($"{problem.File}: {problem.Message}", problem.Help);
            }
            catch (OperationCanceledException) when (interrupts.Requested)
            {
                context.Terminal.Say($"stopped within {NameOf(file)}");
                return interrupts.ExitCodeOfSignal;
            }
        }

        return code;
    }

    /// <summary>Whether path identifiers are read where no subtype announces them.</summary>
    public bool RecognisesAddPath(VerbContext context) =>
        FilterOptions.Word(context, _addPath, [("recognised", true), ("recorded", false)]) ?? _recognisesAddPath;

    private MrtReaderOptions Options(VerbContext context) => new() { RecognisesAddPath = RecognisesAddPath(context) };

    /// <summary>What messages call a file.</summary>
    public static string NameOf(string file) => file == StandardInput ? "standard input" : file;

    /// <summary>A missing file is told before anything is read.</summary>
    public static void Check(IReadOnlyList<string> files)
    {
        if (files.Count(f => f == StandardInput) > 1) throw CommandException.Usage("standard input can be read once: give '-' once");
        foreach (string file in files)
        {
            if (file == StandardInput || File.Exists(file)) continue;
            throw CommandException.Usage($"cannot read '{file}': {(Directory.Exists(file) ? "it is a folder" : "no such file")}");
        }
    }

    private static MrtReading Read(VerbContext context, string file, IRouteSink sink, MrtReaderOptions options, CancellationToken cancel)
    {
        DumpProgress progress = new(context, NameOf(file));
        Stream? input = file == StandardInput ? Console.OpenStandardInput() : null;
        return MrtFile.Read(NameOf(file), input, sink, options, progress.Tell, cancel);
    }
}
