using System.CommandLine;
using Fleek.Analysis.Store;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>export</c>: one row per run, on standard output.</summary>
internal static class ExportCommand
{
    private static readonly string[] _formats = ["csv", "parquet", "jsonl"];

    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "A results folder" };
        Option<string> format = new("--format")
        {
            Description = "csv, parquet or jsonl",
            HelpName = "format",
            DefaultValueFactory = _ => _formats[0],
        };
        Command command = CommandTree.Verb("export", "Write the stored rows, one per run, to standard output",
            context => Export(context, context.Parsed.GetValue(folder)!, context.Parsed.GetValue(format)!));
        command.Arguments.Add(folder);
        command.Options.Add(format);
        return command;
    }

    private static int Export(VerbContext context, string path, string format)
    {
        if (!_formats.Contains(format))
        {
            throw CommandException.Usage($"unknown format '{format}'" + (NearestWord.Find(format, _formats) is { } nearest
                ? $"; did you mean '{nearest}'?"
                : $"; one of: {string.Join(", ", _formats)}"));
        }
        if (format == "parquet" && !Console.IsOutputRedirected)
            throw CommandException.Usage("parquet is binary and standard output is a terminal", "fleek-sim export ... > runs.parquet");
        ResultsFolders.RequireFolder(path);
        using ResultsFolder folder = PlanStore.Open(path);
        using MemoryStream bytes = new();
        TableWriter.Write(RunsTable.Build(folder.Plan, folder.Entries), FormatOf(format), bytes);
        context.Terminal.AnswerBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return ExitCode.Ok;
    }

    private static TableFormat FormatOf(string format) => format switch
    {
        "csv" => TableFormat.Csv,
        "parquet" => TableFormat.Parquet,
        _ => TableFormat.JsonLines,
    };
}
