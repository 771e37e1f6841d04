using System.CommandLine;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>--format</c> of the verbs that answer in lines, as rows, or as one JSON object, which <c>--json</c> asks for too.</summary>
internal sealed class FormatOption(string description = "How the answer is written (default: text)")
{
    private readonly Option<string?> _option = FilterOptions.Text("--format", "text|csv|json", description);

    public void Add(Command command) => command.Options.Add(_option);

    /// <exception cref="CommandException">It names no format.</exception>
    public AnswerFormat Of(VerbContext context) =>
        FilterOptions.Word(context, _option, [("text", AnswerFormat.Text), ("csv", AnswerFormat.Csv), ("json", AnswerFormat.Json)])
        ?? (context.Json ? AnswerFormat.Json : AnswerFormat.Text);
}
