using System.Text.Json.Nodes;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary>The answers of <c>routes graph</c>.</summary>
/// <param name="organisations">Null where no file of them is given.</param>
/// <param name="cones">Sizes of customer cones, by index.</param>
internal sealed class GraphPage(AsGraph graph, AsRelationships file, AsGraphConflicts conflicts, AsOrganizations? organisations, int[] cones)
{
    private const int Shown = 12;

    /// <summary>Indexes, the largest cone first.</summary>
    private readonly int[] _order = [.. Enumerable.Range(0, graph.Count).OrderByDescending(i => cones[i]).ThenByDescending(graph.DegreeOf).ThenBy(graph.AsnOf)];

    public IEnumerable<string> Lines(int top, int width)
    {
        yield return $"ASes           {RouteWords.Count(graph.Count)}, {RouteWords.Count(WithoutProvider)} without a provider, {RouteWords.Count(Stubs)} with one link";
        yield return $"links          {RouteWords.Count(graph.Links)}: {RouteWords.Count(graph.TransitLinks)} provider and customer, {RouteWords.Count(graph.PeerLinks)} peers{Siblings}";
        yield return $"left out       {RouteWords.Count(conflicts.Duplicates)} given twice, {RouteWords.Count(conflicts.Conflicts)} in conflict, "
            + $"{RouteWords.Count(conflicts.SelfLinks)} with themselves";
        yield return $"cycles         {RouteWords.Count(conflicts.Cycles.Count)}";
        if (file.Clique.Count > 0) yield return $"clique         {string.Join(' ', file.Clique)} (the file says)";
        if (organisations is not null) yield return $"organisations  {RouteWords.Count(organisations.Organizations)} with {RouteWords.Count(organisations.Count)} ASes";
        if (top == 0) yield break;
        yield return "";
        TextTable table = new("AS", "cone", "customers", "peers", "providers", "name");
        foreach (int i in _order.Take(top))
            table.Add($"{graph.AsnOf(i)}", RouteWords.Count(cones[i]), $"{graph.CustomersOf(i).Length}", $"{graph.PeersOf(i).Length}", $"{graph.ProvidersOf(i).Length}", NameOf(i));
        foreach (string line in table.Lines(width)) yield return line;
    }

    public IEnumerable<string> LinesOf(int index)
    {
        uint asn = graph.AsnOf(index);
        yield return $"AS{asn}{(NameOf(index) is { Length: > 0 } name ? $" {name}" : "")}";
        if (organisations?.OwnerOf(asn) is { } owner)
        {
            yield return $"  owner      {owner.Name}{(owner.Country.Length > 0 ? $", {owner.Country}" : "")}";
            yield return $"  siblings   {Some([.. organisations.SiblingsOf(asn).Where(other => other != asn)])}";
        }

        yield return $"  cone       {RouteWords.Count(cones[index])}, rank {RouteWords.Count(Rank(index))}";
        yield return $"  providers  {Some(Numbers(graph.ProvidersOf(index)))}";
        yield return $"  peers      {Some(Numbers(graph.PeersOf(index)))}";
        yield return $"  customers  {Some(Numbers(graph.CustomersOf(index)))}";
        if (graph.SiblingsOf(index).Length > 0) yield return $"  linked siblings  {Some(Numbers(graph.SiblingsOf(index)))}";
    }

    public IEnumerable<string> Csv() => Csv(_order);

    public IEnumerable<string> CsvOf(int index) => Csv([index]);

    private IEnumerable<string> Csv(IEnumerable<int> indexes)
    {
        yield return "as,cone,customers,peers,providers,degree";
        foreach (int i in indexes)
            yield return $"{graph.AsnOf(i)},{cones[i]},{graph.CustomersOf(i).Length},{graph.PeersOf(i).Length},{graph.ProvidersOf(i).Length},{graph.DegreeOf(i)}";
    }

    public JsonObject Json(int top) => new()
    {
        ["ases"] = graph.Count,
        ["links"] = graph.Links,
        ["transit_links"] = graph.TransitLinks,
        ["peer_links"] = graph.PeerLinks,
        ["sibling_links"] = graph.SiblingLinks,
        ["without_provider"] = WithoutProvider,
        ["stubs"] = Stubs,
        ["duplicates"] = conflicts.Duplicates,
        ["conflicts"] = conflicts.Conflicts,
        ["self_links"] = conflicts.SelfLinks,
        ["cycles"] = new JsonArray([.. conflicts.Cycles.Select(cycle => Array(cycle))]),
        ["clique"] = Array(file.Clique),
        ["organisations"] = organisations?.Organizations,
        ["top"] = new JsonArray([.. _order.Take(top).Select(i => Counts(i))]),
    };

    public JsonObject JsonOf(int index)
    {
        JsonObject answer = Counts(index);
        uint asn = graph.AsnOf(index);
        answer["rank"] = Rank(index);
        answer["owner"] = organisations?.OwnerOf(asn)?.Name;
        answer["country"] = organisations?.OwnerOf(asn)?.Country;
        answer["owners_ases"] = organisations is null ? null : Array(organisations.SiblingsOf(asn));
        answer["provider_list"] = Array(Numbers(graph.ProvidersOf(index)));
        answer["peer_list"] = Array(Numbers(graph.PeersOf(index)));
        answer["customer_list"] = Array(Numbers(graph.CustomersOf(index)));
        answer["sibling_list"] = Array(Numbers(graph.SiblingsOf(index)));
        return answer;
    }

    private int WithoutProvider => Enumerable.Range(0, graph.Count).Count(i => graph.ProvidersOf(i).IsEmpty);

    /// <summary>ASes at the edge, which have one link.</summary>
    private int Stubs => Enumerable.Range(0, graph.Count).Count(i => graph.DegreeOf(i) == 1);

    private string Siblings => graph.SiblingLinks > 0 ? $", {RouteWords.Count(graph.SiblingLinks)} siblings" : "";

    private int Rank(int index) => 1 + cones.Count(size => size > cones[index]);

    private string NameOf(int index) => organisations?.NameOf(graph.AsnOf(index)) ?? "";

    private uint[] Numbers(ReadOnlySpan<int> indexes)
    {
        uint[] numbers = new uint[indexes.Length];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = graph.AsnOf(indexes[i]);
        return numbers;
    }

    private JsonObject Counts(int i) => new()
    {
        ["as"] = graph.AsnOf(i), ["name"] = organisations?.NameOf(graph.AsnOf(i)), ["cone"] = cones[i], ["customers"] = graph.CustomersOf(i).Length,
        ["peers"] = graph.PeersOf(i).Length, ["providers"] = graph.ProvidersOf(i).Length,
    };

    private static string Some(uint[] numbers) => numbers.Length == 0 ? "none"
        : $"{RouteWords.Count(numbers.Length)}: {string.Join(' ', numbers.Take(Shown))}{(numbers.Length > Shown ? " ..." : "")}";

    private static JsonArray Array(IEnumerable<uint> numbers) => new([.. numbers.Select(n => JsonValue.Create(n))]);
}
