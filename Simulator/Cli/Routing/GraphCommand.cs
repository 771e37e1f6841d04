using System.CommandLine;
using System.Text.Json.Nodes;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes graph</c>: which ASes there are, how they are linked, and how large their customer cones are.</summary>
internal sealed class GraphCommand
{
    private readonly Option<string?> _relationships = GraphFiles.Relationships();
    private readonly Option<string?> _organisations = FilterOptions.Text("--organisations", "file", "Which organisation has which AS, as CAIDA's as-org2info files say");
    private readonly Option<string?> _as = FilterOptions.Text("--as", "AS", "Show this AS, with its neighbours, its owner's other ASes and its cone");
    private readonly Option<int> _top = new("--top") { Description = "How many ASes with the largest cones are shown", HelpName = "number", DefaultValueFactory = _ => 10 };
    private readonly FormatOption _format = new("How the answer is written (default: text); as csv all ASes, largest cone first");

    private GraphCommand()
    {
    }

    public static Command Create()
    {
        GraphCommand graph = new();
        Command command = CommandTree.Verb("graph", "Show a graph of ASes: links, customer cones, the largest networks, or one AS", graph.Run);
        command.Options.Add(graph._relationships);
        command.Options.Add(graph._organisations);
        command.Options.Add(graph._as);
        command.Options.Add(graph._top);
        graph._format.Add(command);
        return command;
    }

    private int Run(VerbContext context)
    {
        string? named = context.Parsed.GetValue(_as);
        int top = context.Parsed.GetValue(_top);
        AnswerFormat format = _format.Of(context);
        if (top < 0) throw CommandException.Usage($"--top takes a number from 0, not {top}");
        uint? asn = named is null ? null : GraphFiles.Asn(named);
        string? organisationFile = context.Parsed.GetValue(_organisations);
        if (organisationFile is not null) DumpFiles.Check([organisationFile]);
        (AsGraph graph, AsRelationships file, AsGraphConflicts conflicts) = GraphFiles.Load(context, _relationships);
        AsOrganizations? organisations = organisationFile is null ? null : AsOrganizationFile.Load(organisationFile);
        int[] cones = new CustomerCones(graph).Sizes();
        GraphPage page = new(graph, file, conflicts, organisations, cones);
        if (asn is { } one)
        {
            int index = graph.IndexOf(one);
            if (index < 0) throw CommandException.Usage($"the relationships have no AS{one}");
            Answer(context, format, () => page.JsonOf(index), page.CsvOf(index), page.LinesOf(index));
        }
        else
        {
            Answer(context, format, () => page.Json(top), page.Csv(), page.Lines(top, Terminal.OutputWidth));
        }

        return ExitCode.Ok;
    }

    private static void Answer(VerbContext context, AnswerFormat format, Func<JsonObject> json, IEnumerable<string> csv, IEnumerable<string> text)
    {
        if (format == AnswerFormat.Json) context.Terminal.Answer(json().ToJsonString(JsonText.Options));
        else foreach (string line in format == AnswerFormat.Csv ? csv : text) context.Terminal.Answer(line);
    }
}
