using System.CommandLine;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Core.Routing.Rib;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes read</c>: what dumps hold, line by line; or the table as it was at a moment.</summary>
internal sealed class ReadCommand
{
    private readonly DumpFiles _files = new(recognisesAddPath: true);
    private readonly FilterOptions _filters = new();

    private readonly Option<string?> _format = FilterOptions.Text(
        "--format", "bgpdump|csv|json", "How elements are written: the lines of bgpdump -m, rows, or a JSON object a line (default: bgpdump)");

    private readonly Option<string?> _at = FilterOptions.Text(
        "--at", "time", "Apply the updates to the table and give the table as it was then, as 2020-08-09T03:27:00Z");

    private readonly Option<string?> _write = FilterOptions.Text(
        "--write", "file", "Write the table, at --at or after all updates, as an MRT dump, and print nothing");

    private ReadCommand()
    {
    }

    public static Command Create()
    {
        ReadCommand read = new();
        Command command = CommandTree.Verb("read", "Print what dumps hold, line by line, or the table that updates leave", read.Run);
        read._files.Add(command);
        foreach (Option option in (Option[])[read._format, read._at, read._write]) command.Options.Add(option);
        read._filters.Add(command);
        return command;
    }

    private int Run(VerbContext context)
    {
        RouteFilter? filter = _filters.Read(context);
        uint? at = FilterOptions.Time(context, _at);
        string? write = context.Parsed.GetValue(_write);
        IElementText Text() => Format(context);
        if (at is null && write is null) return Stream(context, filter, Text());
        if (_filters.HasTimes(context)) throw CommandException.Usage("--from and --until are of elements, and a table is of one moment: give --at alone");
        if (write is not null && context.Parsed.GetValue(_format) is not null) throw CommandException.Usage("--write prints nothing: leave --format out");
        return Table(context, filter, at, write, Text());
    }

    private int Stream(VerbContext context, RouteFilter? filter, IElementText text)
    {
        using IDisposable? disposing = text as IDisposable;
        ElementOutput output = new(context.Terminal, text);
        IRouteSink sink = filter is null ? output : new FilteredSink(filter, output);
        // Between files too, so that what a warning is about stands before it.
        int code = _files.Read(context, _ => sink, (_, _) => output.Flush());
        output.Flush();
        return code;
    }

    private int Table(VerbContext context, RouteFilter? filter, uint? at, string? write, IElementText text)
    {
        using IDisposable? disposing = text as IDisposable;
        RouteTable table = new(at ?? uint.MaxValue);
        int code = _files.ReadInOrder(context, _ =>
        {
            table.BeginFile();
            return table;
        });
        if (code is not (ExitCode.Ok or ExitCode.RunsFailed)) return code;
        Tell(context, table);
        uint seconds = at ?? table.LastSeconds;
        if (filter is not null)
        {
            RouteTable chosen = new();
            table.Give(new FilteredSink(filter, chosen), seconds);
            table = chosen;
        }

        if (write is not null)
        {
            WholeFile.Write("--write", write, file => table.Write(new MrtWriter(), seconds, IpAddress.V4(0), "", bytes => file.Write(bytes)));
            context.Terminal.Note($"wrote {RouteWords.Count(table.Count)} routes of {RouteWords.Time(seconds)} to {write}");
            return code;
        }

        ElementOutput output = new(context.Terminal, text);
        table.Give(output, seconds);
        output.Flush();
        return code;
    }

    /// <summary>What a reader of the table should know: whether it began with one, and what did not fit.</summary>
    private static void Tell(VerbContext context, RouteTable table)
    {
        string began = table.TableSeconds is { } seconds ? $"table of {RouteWords.Time(seconds)}" : "no table";
        context.Terminal.Note($"{began}, {RouteWords.Count(table.Applied)} updates applied, {RouteWords.Count(table.Later)} elements later, "
            + $"{RouteWords.Count(table.BeforeTable)} from before the table: {RouteWords.Count(table.Count)} routes of {RouteWords.Count(table.Peers)} peers");
        if (table.TableSeconds is null) context.Terminal.Warning("the updates begin without a table: routes from before them are missing");
        if (table.OutOfOrder > 0)
        {
            context.Terminal.Warning($"{RouteWords.Count(table.OutOfOrder)} updates are older than one before them in their file; "
                + "they were applied in the order of the file");
        }

        if (table.PassedOver > 0) context.Terminal.Warning($"{RouteWords.Count(table.PassedOver)} routes do not fit a table and were left out");
    }

    private IElementText Format(VerbContext context)
    {
        ElementFormat format = FilterOptions.Word(
            context, _format, [("bgpdump", ElementFormat.Bgpdump), ("csv", ElementFormat.Csv), ("json", ElementFormat.Json)])
            ?? (context.Json ? ElementFormat.Json : ElementFormat.Bgpdump);
        return format switch
        {
            ElementFormat.Csv => new CsvElements(),
            ElementFormat.Json => new JsonElements(),
            _ => new BgpdumpElements(),
        };
    }
}
