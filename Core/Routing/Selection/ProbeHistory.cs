using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// Round trips measured before, kept at three levels: those of the client's own prefix to the node; those of its AS, and those of
/// all others, as what they differed by from the prediction, so that a sample from far away says something too.
/// </summary>
public sealed class ProbeHistory
{
    private readonly Dictionary<(IpPrefix Prefix, int Node), ProbeStatistic> _prefixes = [];
    private readonly Dictionary<(uint Asn, int Node), RecentMedian> _ases = [];
    private readonly Dictionary<int, RecentMedian> _nodes = [];

    /// <summary>Samples recorded.</summary>
    public long Count { get; private set; }

    /// <summary>What was measured between a prefix and a node; a count of 0 where nothing was.</summary>
    public ProbeStatistic Of(IpPrefix prefix, int node) => _prefixes.GetValueOrDefault((prefix, node));

    /// <summary>Adds a sample.</summary>
    /// <param name="client">Who measured; without a prefix or an AS it counts for the node alone.</param>
    /// <param name="rttMs">What it measured; positive.</param>
    /// <param name="predictedMs">What is predicted of the same without samples (<see cref="LatencyPredictor.WithoutProbes"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The sample is not a positive number.</exception>
    public void Record(in ClientView client, int node, double rttMs, double predictedMs, Instant now)
    {
        if (!(rttMs > 0) || double.IsInfinity(rttMs)) throw new ArgumentOutOfRangeException(nameof(rttMs), rttMs, "a round trip is positive");
        Count++;
        if (client.Prefix.Family != IpFamily.None)
            _prefixes[(client.Prefix, node)] = Of(client.Prefix, node).With(rttMs, now);
        if (double.IsNaN(predictedMs)) return;
        if (client.Asn != 0) Level(_ases, (client.Asn, node)).Add(rttMs - predictedMs, now);
        Level(_nodes, node).Add(rttMs - predictedMs, now);
    }

    /// <summary>By how much to correct a prediction that was made without samples, in milliseconds.</summary>
    internal double Correction(in ClientView client, int node, double predictedMs, PredictorParameters parameters, Instant now)
    {
        double correction = 0;
        if (_nodes.TryGetValue(node, out RecentMedian? seen))
            correction = parameters.NodeWeight * seen.Count / (seen.Count + parameters.NodePrior) * seen.Value();
        if (client.Asn != 0 && _ases.TryGetValue((client.Asn, node), out RecentMedian? own))
            correction += Weight(own.Count, own.Last, parameters.AsPrior, parameters, now) * (own.Value() - correction);
        ProbeStatistic same = Of(client.Prefix, node);
        if (same.Count > 0)
            correction += Weight(same.Count, same.Last, parameters.PrefixPrior, parameters, now) * (same.MeanMs - predictedMs - correction);
        return correction;
    }

    private static double Weight(int count, Instant last, double prior, PredictorParameters parameters, Instant now)
    {
        double age = Math.Max(0, (now - last).Seconds);
        double fresh = count * PortableMath.Exp(-age / parameters.HalfLifeSeconds * 0.69314718055994531);
        return fresh / (fresh + prior);
    }

    private static RecentMedian Level<TKey>(Dictionary<TKey, RecentMedian> level, TKey key)
        where TKey : notnull
    {
        if (!level.TryGetValue(key, out RecentMedian? found)) level.Add(key, found = new RecentMedian());
        return found;
    }
}
