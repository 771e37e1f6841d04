using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes infer</c>: which AS is whose provider or peer, from the paths of dumps.</summary>
internal sealed class InferCommand
{
    private readonly Argument<string[]> _dumps = new("dump") { Description = "MRT dumps, best of many vantage points", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _against = GraphFiles.Relationships("--against");
    private readonly Option<string?> _output = FilterOptions.Text("--output", "file", "Write the links here, as CAIDA's serial 1");
    private readonly Option<string?> _routeServers = FilterOptions.Text("--route-servers", "ASes", "Numbers of exchanges' route servers, as 6695,8714, to be taken out of paths");

    private readonly FormatOption _format = new("How the answer is written (default: text); as csv the links");

    private InferCommand()
    {
    }

    public static Command Create()
    {
        InferCommand infer = new();
        infer._against.Description = "Relationships to compare with, as CAIDA publishes them";
        Command command = CommandTree.Verb("infer", "Infer from the paths of dumps which AS is whose provider or peer", infer.Run);
        command.Arguments.Add(infer._dumps);
        command.Options.Add(infer._against);
        command.Options.Add(infer._output);
        command.Options.Add(infer._routeServers);
        infer._format.Add(command);
        return command;
    }

    private int Run(VerbContext context)
    {
        AnswerFormat format = _format.Of(context);
        uint[] routeServers = [.. (context.Parsed.GetValue(_routeServers) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(GraphFiles.Asn)];
        AsGraph? truth = context.Parsed.GetValue(_against) is null ? null : GraphFiles.Load(context, _against).Graph;
        (ObservedPaths paths, int code) = GraphFiles.Paths(context, context.Parsed.GetValue(_dumps)!, routeServers);
        if (code is not (ExitCode.Ok or ExitCode.RunsFailed)) return code;
        InferredRelationships inferred = RelationshipInference.Of(paths.Paths);
        if (context.Parsed.GetValue(_output) is { } output) Write(output, inferred);
        RelationshipAgreement? agreement = truth is null ? null : new RelationshipAgreement(inferred.Links, truth);
        if (format == AnswerFormat.Json) context.Terminal.Answer(Json(paths, inferred, agreement).ToJsonString(JsonText.Options));
        else foreach (string line in format == AnswerFormat.Csv ? Csv(inferred) : Lines(paths, inferred, agreement)) context.Terminal.Answer(line);
        return code;
    }

    private static void Write(string path, InferredRelationships inferred) => WholeFile.Write("--output", path, file =>
    {
        using StreamWriter writer = new(file);
        AsRelationshipFile.Write(writer, inferred.Links, [$"inferred clique: {string.Join(' ', inferred.Clique)}"]);
    });

    /// <summary>Of provider and customer the provider comes first.</summary>
    private static IEnumerable<string> Csv(InferredRelationships inferred) => inferred.Links
        .Select(link => $"{link.A},{link.B},{(link.Relationship == AsRelationship.ProviderToCustomer ? "customer" : "peer")}")
        .Prepend("as,neighbour,neighbour_is");

    private static IEnumerable<string> Lines(ObservedPaths paths, InferredRelationships inferred, RelationshipAgreement? agreement)
    {
        IEnumerable<string> left = Enum.GetValues<PathFault>().Where(f => f != PathFault.None && paths.CountOf(f) > 0)
            .Select(f => $"{RouteWords.Count(paths.CountOf(f))} {WordOf(f)}");
        yield return $"paths   {RouteWords.Count(inferred.Paths)} different, of {RouteWords.Count(paths.Observations.Count)} routes";
        yield return $"unused  {(left.Any() ? string.Join(", ", left) : "none")}; {RouteWords.Count(inferred.Poisoned)} with others inside the clique";
        yield return $"clique  {string.Join(' ', inferred.Clique)}";
        yield return $"links   {RouteWords.Count(inferred.Links.Count)}: {RouteWords.Count(Transit(inferred))} provider and customer, "
            + $"{RouteWords.Count(inferred.Links.Count - Transit(inferred))} peers";
        if (agreement is null) yield break;
        yield return "";
        yield return $"of {RouteWords.Count(agreement.Known)} links that both have {Percent(agreement.Share)} agree; {RouteWords.Count(agreement.Unknown)} are not in the file";
        TextTable table = new("in the file", "inferred alike", "other way round", "as the other kind", "found", "right where inferred");
        table.Add("provider and customer", RouteWords.Count(agreement.Transit), RouteWords.Count(agreement.Reversed), RouteWords.Count(agreement.TransitAsPeers),
            Percent(agreement.TransitRecall), Percent(agreement.TransitPrecision));
        table.Add("peers", RouteWords.Count(agreement.Peers), "-", RouteWords.Count(agreement.PeersAsTransit), Percent(agreement.PeerRecall), Percent(agreement.PeerPrecision));
        foreach (string line in table.Lines(Terminal.OutputWidth)) yield return line;
    }

    private static JsonObject Json(ObservedPaths paths, InferredRelationships inferred, RelationshipAgreement? agreement)
    {
        JsonObject unused = new() { ["poisoned"] = inferred.Poisoned };
        foreach (PathFault fault in Enum.GetValues<PathFault>())
            if (fault != PathFault.None) unused[$"{fault}".ToLowerInvariant()] = paths.CountOf(fault);
        JsonObject answer = new()
        {
            ["routes"] = paths.Observations.Count, ["paths"] = inferred.Paths, ["unused"] = unused,
            ["clique"] = new JsonArray([.. inferred.Clique.Select(asn => JsonValue.Create(asn))]),
            ["links"] = inferred.Links.Count, ["transit_links"] = Transit(inferred), ["peer_links"] = inferred.Links.Count - Transit(inferred),
        };
        if (agreement is not null)
        {
            answer["agreement"] = new JsonObject
            {
                ["known"] = agreement.Known, ["unknown"] = agreement.Unknown, ["share"] = agreement.Share,
                ["transit"] = agreement.Transit, ["transit_reversed"] = agreement.Reversed, ["transit_as_peers"] = agreement.TransitAsPeers,
                ["transit_recall"] = agreement.TransitRecall, ["transit_precision"] = agreement.TransitPrecision,
                ["peers"] = agreement.Peers, ["peers_as_transit"] = agreement.PeersAsTransit,
                ["peer_recall"] = agreement.PeerRecall, ["peer_precision"] = agreement.PeerPrecision,
            };
        }

        return answer;
    }

    private static int Transit(InferredRelationships inferred) => inferred.Links.Count(link => link.Relationship == AsRelationship.ProviderToCustomer);

    private static string WordOf(PathFault fault) => fault switch
    {
        PathFault.Empty => "empty",
        PathFault.Loop => "with a loop",
        PathFault.Set => "with a set",
        _ => "with a reserved number",
    };

    private static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
