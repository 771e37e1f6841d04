using System.CommandLine;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes count</c>: how much of what dumps hold.</summary>
internal sealed class CountCommand
{
    /// <summary>As the subtypes say: an element is a line that bgpdump prints.</summary>
    private readonly DumpFiles _files = new(recognisesAddPath: false);

    private readonly FormatOption _format = new("How the answer is written (default: text); as csv a row for each file");

    private CountCommand()
    {
    }

    public static Command Create()
    {
        CountCommand count = new();
        Command command = CommandTree.Verb(
            "count", "Count what dumps hold: elements of each kind, peers, prefixes, origins, and what could not be read", count.Run);
        count._files.Add(command);
        count._format.Add(command);
        return command;
    }

    private int Run(VerbContext context)
    {
        AnswerFormat format = _format.Of(context);
        bool several = context.Parsed.GetValue(_files.Files)!.Length > 1;
        DumpCounter all = new(), current = all;
        List<CountedDump> counted = [];
        int code = _files.Read(
            context,
            file =>
            {
                current = several ? new DumpCounter() : all;
                return several ? new TwoSinks(current, all) : current;
            },
            (file, reading) => counted.Add(new CountedDump(DumpFiles.NameOf(file), reading, current)));
        if (counted.Count == 0) return code;
        IEnumerable<string> lines = format switch
        {
            AnswerFormat.Json => [CountText.Json(counted, all)],
            AnswerFormat.Csv => CountText.Csv(counted),
            _ => CountText.Lines(counted, all, _files.RecognisesAddPath(context)),
        };
        foreach (string line in lines) context.Terminal.Answer(line);
        return code;
    }
}
