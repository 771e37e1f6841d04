using System.CommandLine;
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
    private readonly Option<bool> _csv = new("--csv") { Description = "All ASes, largest cone first, as CSV" };

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
        command.Options.Add(graph._csv);
        return command;
    }

    private int Run(VerbContext context)
    {
        string? named = context.Parsed.GetValue(_as);
        int top = context.Parsed.GetValue(_top);
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
            if (context.Json) context.Terminal.Answer(page.JsonOf(index).ToJsonString(JsonText.Options));
            else foreach (string line in page.LinesOf(index)) context.Terminal.Answer(line);
        }
        else if (context.Parsed.GetValue(_csv))
        {
            foreach (string line in page.Csv()) context.Terminal.Answer(line);
        }
        else if (context.Json)
        {
            context.Terminal.Answer(page.Json(top).ToJsonString(JsonText.Options));
        }
        else
        {
            foreach (string line in page.Lines(top, Terminal.OutputWidth)) context.Terminal.Answer(line);
        }

        return ExitCode.Ok;
    }
}
