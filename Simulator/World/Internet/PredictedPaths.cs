using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.World.Internet;

/// <summary>Paths between the networks of clients and of nodes as they are predicted from a dump, worked out beforehand.</summary>
internal sealed class PredictedPaths : IAsPaths
{
    private readonly Dictionary<(uint From, uint To), uint[]> _paths = [];

    public PredictedPaths(AsGraph graph, PathEvidence evidence, IEnumerable<uint> from, IEnumerable<uint> to)
    {
        PathPredictor predictor = new(graph, evidence);
        uint[] clients = [.. from.Distinct()];
        List<uint> path = [];
        foreach (uint node in to.Distinct())
        {
            predictor.Aim([node], evidence.ToOrigin(node));
            foreach (uint client in clients)
            {
                predictor.Predict(client, path);
                if (path.Count > 0) _paths[(client, node)] = [.. path];
            }
        }
    }

    /// <inheritdoc/>
    public bool TryFind(uint from, uint to, List<uint> path)
    {
        path.Clear();
        if (!_paths.TryGetValue((from, to), out uint[]? known)) return false;
        path.AddRange(known);
        return true;
    }
}
