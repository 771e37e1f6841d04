using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Fleek.Analysis.Figures;
using Fleek.Core.Routing.Graph;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World;
using Fleek.Sim.World.Internet;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes world</c>: the Internet of a scenario, the dump that its collectors publish, and where users are sent.</summary>
internal sealed class WorldCommand
{
    private readonly CellOptions _cell = new();

    private readonly Option<string?> _dump = new("--write-dump")
    {
        Description = "Write what collectors see as an MRT table (TABLE_DUMP_V2), which `routes read` and other programs read", HelpName = "file",
    };

    private readonly Option<string?> _choices = new("--choices") { Description = "Write users and their nodes as csv", HelpName = "file" };

    private readonly Option<string?> _map = new("--map") { Description = "Draw users and their nodes on a map of the world, as png", HelpName = "file" };

    private WorldCommand()
    {
    }

    public static Command Create()
    {
        WorldCommand world = new();
        Command command = CommandTree.Verb(
            "world", "Show the Internet of a scenario, write the dump that its collectors publish, and map where users are sent", world.Run);
        world._cell.Add(command);
        foreach (Option option in (Option[])[world._dump, world._choices, world._map]) command.Options.Add(option);
        return command;
    }

    private int Run(VerbContext context)
    {
        Plan plan = _cell.Plan(context);
        Scenario scenario = plan.Cells[0].Scenario;
        if (scenario.Network.Internet is null)
            throw CommandException.Usage($"the scenario '{plan.Name}' has no Internet", "give one: --set network.internet=synthetic");
        WorldInputs inputs = InputFiles.Load(plan).Of(scenario);
        InternetWorld world = SelectionStudy.WorldOf(scenario, plan.Seeds[0], inputs);
        if (context.Parsed.GetValue(_dump) is { } dump) WholeFile.Write(_dump.Name, dump, stream => world.Collectors.Write(piece => stream.Write(piece)));
        if (context.Parsed.GetValue(_choices) is not null || context.Parsed.GetValue(_map) is not null)
        {
            IReadOnlyList<SelectedNode> choices = SelectionStudy.Choices(scenario, plan.Seeds[0], inputs);
            if (context.Parsed.GetValue(_choices) is { } csv) WholeFile.Write(_choices.Name, csv, stream => stream.Write(Encoding.UTF8.GetBytes(Csv(choices))));
            if (context.Parsed.GetValue(_map) is { } map) WholeFile.Write(_map.Name, map, stream => stream.Write(Map(plan, world, choices)));
        }

        (string Name, string Text, object Value)[] facts = Facts(world);
        if (context.Json)
            context.Terminal.Answer(JsonSerializer.Serialize(facts.ToDictionary(fact => fact.Name, fact => fact.Value), JsonText.Options));
        else
            foreach ((string _, string text, object value) in facts)
                context.Terminal.Answer(string.Create(CultureInfo.InvariantCulture, $"{text,-34} {value:#,0.###}"));
        return ExitCode.Ok;
    }

    private static (string Name, string Text, object Value)[] Facts(InternetWorld world)
    {
        InternetTruth truth = world.Truth;
        return
        [
            ("systems", "autonomous systems", truth.Systems.Count),
            ("transit_links", "links to providers", truth.Graph.TransitLinks),
            ("peer_links", "links between peers", truth.Graph.PeerLinks),
            ("public_peer_links", "of these at exchanges alone",
                truth.Links.All.Count(link => link is { IsPublic: true, Relationship: AsRelationship.PeerToPeer })),
            ("exchanges", "exchanges", truth.Exchanges.Count),
            ("prefixes", "prefixes", truth.Prefixes.Count),
            ("full_peers", "systems that give all routes", world.Collectors.FullPeers.Count),
            ("partial_peers", "that give customers' and peers'", world.Collectors.PartialPeers.Count),
            ("users", "users", world.Users.Count),
            ("user_systems", "their networks", world.Users.Select(user => user.Site.System).Distinct().Count()),
            ("nodes", "nodes", world.Nodes.Count),
            ("node_systems", "their networks", world.Nodes.Select(node => node.Site.System).Distinct().Count()),
            ("unreachable_pairs", "users and nodes without a route", world.UnreachablePairs),
        ];
    }

    private static string Csv(IReadOnlyList<SelectedNode> choices)
    {
        StringBuilder csv = new("user,node,user_city,user_latitude,user_longitude,node_city,node_latitude,node_longitude,rtt_ms,regret_ms,same_isp\n");
        foreach (SelectedNode choice in choices)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{choice.User},{choice.Node},{choice.UserPlace.Name},{choice.UserPlace.Latitude},")
                .Append(CultureInfo.InvariantCulture, $"{choice.UserPlace.Longitude},{choice.NodePlace.Name},{choice.NodePlace.Latitude},")
                .Append(CultureInfo.InvariantCulture, $"{choice.NodePlace.Longitude},{choice.RttMs:0.###},{choice.RegretMs:0.###},")
                .Append(choice.IsSameSystem ? "true\n" : "false\n");
        }

        return csv.ToString();
    }

    private static byte[] Map(Plan plan, InternetWorld world, IReadOnlyList<SelectedNode> choices)
    {
        MapLine[] lines = [.. choices.Select(c => new MapLine(
            c.UserPlace.Latitude, c.UserPlace.Longitude, c.NodePlace.Latitude, c.NodePlace.Longitude, c.RegretMs))];
        string shares = string.Join(", ", ChoiceMap.Shares(lines).Select(share => share.ToString("0.0 %", CultureInfo.InvariantCulture)));
        string subtitle = string.Create(CultureInfo.InvariantCulture,
            $"{choices.Count} users, {world.Nodes.Count} nodes, seed {plan.Seeds[0]}; a line from each user to its first node, ")
            + $"coloured by its regret\nshares in the order of the legend: {shares}";
        return ChoiceMap.Png($"{plan.Name}: {WordsOf(plan.Cells[0].Scenario.Users.Selection)}", subtitle,
            [.. world.Truth.Places.Select(place => (place.Latitude, place.Longitude))], lines);
    }

    /// <summary>As the scenario file says it: `geo-ip`.</summary>
    private static string WordsOf(NodeSelection selection) => string.Concat(selection.ToString().Select((c, i) =>
        char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
