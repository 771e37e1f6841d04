using System.CommandLine;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes select</c>: which node a client should be sent to, and why.</summary>
internal sealed class SelectCommand
{
    private const string AllPolicies = "all";
    private const int MostChoices = 1000;

    private readonly Option<string?> _client = FilterOptions.Text(
        "--client", "client", "Who asks: an address, an AS (AS64500), degrees north and east (48.2,16.4), or AS64500@48.2,16.4");

    private readonly Option<string?> _nodes = FilterOptions.Text(
        "--nodes", "file", "The candidates: csv with name, and address, asn, latitude, longitude, load, rtt where known");

    private readonly Option<string[]> _tables = Files("--table", "Who announces addresses: dumps or prefix-to-AS files");
    private readonly Option<string?> _relationships = FilterOptions.Text("--relationships", "file", "Who carries whose packets: CAIDA's as-rel");
    private readonly Option<string?> _organisations = FilterOptions.Text("--organizations", "file", "Who owns ASes: CAIDA's as-org2info");
    private readonly Option<string[]> _presence = Files("--presence", "Where networks are: csv with asn, latitude, longitude, and exchange");
    private readonly Option<string?> _geo = FilterOptions.Text(
        "--geo", "file", "Where addresses are: MaxMind's blocks, or first,last,country, or prefix,latitude,longitude");

    private readonly Option<string?> _policy = FilterOptions.Text(
        "--policy", "name", $"{string.Join(", ", SelectPolicy.All.Select(p => p.Word))}, or all (default: bgp-aware)");

    private readonly Option<string?> _count = FilterOptions.Text("-k", "n", $"How many nodes to show, 1 to {MostChoices} (default: 3)");
    private readonly Option<string?> _seed = FilterOptions.Text("--seed", "n", "Of what is drawn at random (default: 1)");
    private readonly FormatOption _format = new();

    private SelectCommand()
    {
    }

    public static Command Create()
    {
        SelectCommand select = new();
        Command command = CommandTree.Verb(
            "select", "Choose the nodes nearest to a client, by one policy or all, with the predicted round trip in its parts", select.Run);
        foreach (Option option in (Option[])[select._client, select._nodes, select._tables, select._relationships, select._organisations,
            select._presence, select._geo, select._policy, select._count, select._seed])
            command.Options.Add(option);
        select._format.Add(command);
        return command;
    }

    private int Run(VerbContext context)
    {
        string client = Given(context, _client) ?? throw Lacks("a client", "--client 192.0.2.1");
        string nodes = Given(context, _nodes) ?? throw Lacks("nodes", "--nodes nodes.csv");
        IReadOnlyList<SelectPolicy> policies = Policies(context);
        int k = (int)Number(context, _count, 1, MostChoices, 3);
        ulong seed = Number(context, _seed, 0, ulong.MaxValue, 1);
        AnswerFormat format = _format.Of(context);
        (SelectQuestion? question, int code) = Ask(context, client, nodes, seed);
        if (question is null) return code;
        List<SelectAnswer> answers = [];
        foreach (SelectPolicy policy in policies)
        {
            if (question.Missing(policy) is not { } missing) answers.Add(SelectAnswer.Of(question, policy, k));
            else if (policies.Count == 1) throw CommandException.Usage($"policy '{policy.Word}' needs {missing}");
            else context.Terminal.Error($"policy '{policy.Word}' is left out: it needs {missing}");
        }

        foreach (string line in SelectText.Lines(question, answers, format)) context.Terminal.Answer(line);
        return code;
    }

    /// <returns>No question if a table cannot be used; what is wrong has been said then.</returns>
    private (SelectQuestion? Question, int Code) Ask(VerbContext context, string client, string nodes, ulong seed)
    {
        // Before a large table is read.
        string?[] named = [nodes, Given(context, _relationships), Given(context, _organisations), Given(context, _geo)];
        DumpFiles.Check([.. named.OfType<string>(), .. context.Parsed.GetValue(_presence) ?? []]);
        OriginTable? origins = null;
        int code = ExitCode.Ok;
        string[] tables = context.Parsed.GetValue(_tables) ?? [];
        if (tables.Length > 0) (origins, code) = LookupTable.Load(context, tables);
        if (tables.Length > 0 && origins is null) return (null, code);
        GeoTable? places = null;
        if (Given(context, _geo) is { } geo)
        {
            GeoRanges ranges = GeoRangeFile.Load(geo, CountryPlaces.All);
            places = ranges.Table;
            if (ranges.WithoutPosition > 0) context.Terminal.Error($"{geo}: {RouteWords.Count(ranges.WithoutPosition)} lines have no position that is known");
        }

        NodeList list = NodesFile.Load(nodes, origins, places);
        ClientView asking = ClientText.Read(client, origins, places);
        AsGraph? graph = Given(context, _relationships) is { } relationships ? Graph(context, relationships) : null;
        RoutingView view = new(
            graph is null ? new NoPaths() : new PropagatedPaths(graph),
            PresenceFile.Load(context.Parsed.GetValue(_presence) ?? []),
            Given(context, _organisations) is { } owners ? Owners(owners, asking, list.Nodes) : new Dictionary<uint, int>());
        return (new SelectQuestion(asking, list.Nodes, list.RttMs, view, graph, seed), code);
    }

    private static AsGraph Graph(VerbContext context, string file)
    {
        AsGraph graph = AsGraph.Build(AsRelationshipFile.Load(file).Links, out AsGraphConflicts conflicts);
        if (conflicts.Conflicts > 0) context.Terminal.Error($"{file}: {RouteWords.Count(conflicts.Conflicts)} links are given again otherwise; the first counts");
        if (conflicts.Cycles.Count > 0) context.Terminal.Error($"{file}: {RouteWords.Count(conflicts.Cycles.Count)} sets of ASes are each other's providers over a cycle");
        return graph;
    }

    /// <summary>Numbers for the owners of the ASes that matter here.</summary>
    private static Dictionary<uint, int> Owners(string file, in ClientView client, NodeDirectory nodes)
    {
        AsOrganizations organisations = AsOrganizationFile.Load(file);
        Dictionary<string, int> numbers = [];
        Dictionary<uint, int> owners = [];
        foreach (uint asn in Enumerable.Range(0, nodes.Count).Select(node => nodes[node].Asn).Append(client.Asn))
        {
            if (organisations.OwnerOf(asn) is not { } owner) continue;
            numbers.TryAdd(owner.Id, numbers.Count);
            owners[asn] = numbers[owner.Id];
        }

        return owners;
    }

    private IReadOnlyList<SelectPolicy> Policies(VerbContext context)
    {
        string word = Given(context, _policy) ?? "bgp-aware";
        if (word == AllPolicies) return SelectPolicy.All;
        SelectPolicy? named = SelectPolicy.All.FirstOrDefault(policy => policy.Word == word);
        if (named is not null) return [named];
        string[] known = [.. SelectPolicy.All.Select(policy => policy.Word), AllPolicies];
        string nearest = NearestWord.Find(word, known) is { } near ? $"; did you mean '{near}'?" : "";
        throw CommandException.Usage($"--policy takes {string.Join(", ", known[..^1])} or {known[^1]}, not '{word}'{nearest}");
    }

    private static ulong Number(VerbContext context, Option<string?> option, ulong least, ulong most, ulong otherwise)
    {
        if (Given(context, option) is not { } text) return otherwise;
        return ulong.TryParse(text, out ulong number) && number >= least && number <= most
            ? number
            : throw CommandException.Usage($"{option.Name} takes a whole number from {least} to {most}, not '{text}'");
    }

    private static string? Given(VerbContext context, Option<string?> option) => context.Parsed.GetValue(option);

    private static CommandException Lacks(string what, string flag) =>
        CommandException.Usage($"'routes select' needs {what}", $"fleek-sim routes select --client 192.0.2.1 --nodes nodes.csv: give {flag}");

    private static Option<string[]> Files(string name, string description) => new(name)
    {
        Description = $"{description}; may be given more than once",
        HelpName = "file",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
