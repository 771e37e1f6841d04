using System.Text.Json.Nodes;
using Fleek.Core.Routing.Graph;

namespace Fleek.Sim.Cli.Routing;

/// <summary>The answer of <c>routes path</c>: the path that is predicted, and those that the rules alone hold for as good.</summary>
internal sealed class PathPage
{
    private readonly AsGraph _graph;
    private readonly uint _from;
    private readonly PathTarget _target;
    private readonly PredictedPath? _best;
    private readonly IReadOnlyList<PredictedPath> _tied;

    public PathPage(AsGraph graph, PathEvidence evidence, uint from, PathTarget target, int most)
    {
        (_graph, _from, _target) = (graph, from, target);
        PathPredictor predictor = new(graph, evidence);
        predictor.Aim([.. target.Origins], target.Paths);
        List<uint> path = [];
        int simulated = predictor.Predict(from, path);
        _best = path.Count > 0 ? new PredictedPath(path, simulated) : null;
        _tied = predictor.Tied(from, most);
    }

    public IEnumerable<string> Lines()
    {
        yield return $"AS{_from} to {_target.Name}: {(_target.Paths.Count > 0 ? $"{RouteWords.Count(_target.Paths.Count)} paths known" : "no path known")}";
        if (_best is null)
        {
            yield return "no route: no path without a valley leads there";
            yield break;
        }

        yield return $"path   {Text(_best)}";
        yield return $"       {RestsOn(_best)}";
        yield return $"       {string.Join(", ", Steps(_best))}";
        yield return $"by the rules of Gao and Rexford alone, of equally good ones{(_target.Paths.Count > 0 ? ", up to where a path is known" : "")}:";
        foreach (PredictedPath path in _tied) yield return $"       {Text(path)}";
    }

    public IEnumerable<string> Csv()
    {
        yield return "kind,hops,simulated_hops,path";
        if (_best is not null) yield return $"best,{_best.Path.Count - 1},{_best.Simulated},{Text(_best)}";
        foreach (PredictedPath path in _tied) yield return $"tied,{path.Path.Count - 1},{path.Simulated},{Text(path)}";
    }

    public JsonObject Json() => new()
    {
        ["from"] = _from,
        ["to"] = _target.Name,
        ["origins"] = new JsonArray([.. _target.Origins.Select(asn => JsonValue.Create(asn))]),
        ["known_paths"] = _target.Paths.Count,
        ["best"] = _best is null ? null : Json(_best),
        ["tied"] = new JsonArray([.. _tied.Select(Json)]),
    };

    private JsonObject Json(PredictedPath path) => new()
    {
        ["path"] = new JsonArray([.. path.Path.Select(asn => JsonValue.Create(asn))]),
        ["simulated_hops"] = path.Simulated,
        ["steps"] = new JsonArray([.. Steps(path).Select(step => JsonValue.Create(step))]),
    };

    private string RestsOn(PredictedPath path) =>
        _target.Paths.Count == 0 || path.Simulated == path.Path.Count - 1 && path.Path.Count > 1 ? "all hops simulated"
        : path.Simulated == 0 ? "observed: a known path passes here"
        : $"{(path.Simulated == 1 ? "first hop" : $"first {path.Simulated} hops")} simulated, observed from AS{path.Path[path.Simulated]} on";

    /// <summary>What each step of a path is.</summary>
    private IEnumerable<string> Steps(PredictedPath path)
    {
        for (int i = 1; i < path.Path.Count; i++)
        {
            (int a, int b) = (_graph.IndexOf(path.Path[i - 1]), _graph.IndexOf(path.Path[i]));
            yield return (a < 0 || b < 0 ? null : _graph.LinkBetween(a, b)) switch
            {
                { Relationship: AsRelationship.PeerToPeer } => "to a peer",
                { Relationship: AsRelationship.Sibling } => "to a sibling",
                { } link => link.A == path.Path[i] ? "to a provider" : "to a customer",
                null => "over an unknown link",
            };
        }
    }

    private static string Text(PredictedPath path) => string.Join(' ', path.Path);
}
