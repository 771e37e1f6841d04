using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// Measures the few nodes of the least predicted round trip, and takes them in the order of what was measured; nodes that did not
/// answer follow. What was measured is kept for predictions to come. Scores are milliseconds, measured ones and then predicted ones.
/// </summary>
/// <param name="name">What it is called in tables, such as `bgp-aware+probes`.</param>
/// <param name="probes">How many nodes are measured for a choice.</param>
public sealed class ProbingSelector(string name, LatencyPredictor predictor, IRttMeasurements measurements, int probes) : INodeSelector
{
    private readonly NodeChoice[] _probed = new NodeChoice[probes];
    private NodeChoice[] _order = [];

    public string Name => name;

    /// <inheritdoc/>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        int wanted = Math.Min(Math.Max(probes, chosen.Length), candidates.Length);
        if (_order.Length < wanted) _order = new NodeChoice[wanted];
        BestChoices predicted = new(_order.AsSpan(0, wanted));
        foreach (int node in candidates) predicted.Offer(node, predictor.Predict(client, node, now).TotalMs);

        int asked = Math.Min(probes, predicted.Count);
        BestChoices measured = new(_probed.AsSpan(0, asked));
        foreach (NodeChoice choice in _order.AsSpan(0, asked))
        {
            double rttMs = measurements.RttMs(client, choice.Node);
            if (rttMs > 0) predictor.Learn(client, choice.Node, rttMs, now);
            measured.Offer(choice.Node, rttMs > 0 ? rttMs : double.NaN);
        }

        int count = Math.Min(chosen.Length, predicted.Count);
        for (int place = 0; place < count; place++) chosen[place] = place < asked ? _probed[place] : _order[place];
        return count;
    }
}
