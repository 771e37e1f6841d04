using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// How well paths of vantage points are predicted from those of others: they are dealt into folds, and the paths of each fold are
/// predicted from what the other folds saw. Each different path counts once, as one to the prefix for which it came first.
/// </summary>
public sealed class HeldOutTrial
{
    private readonly AsGraph _graph;
    private readonly ObservedPaths _seen;
    private readonly int _every;
    private readonly List<uint> _predicted = [];
    private readonly List<int> _indexes = [];
    private readonly Dictionary<int, List<int>> _tests = [];

    /// <param name="every">Paths of one prefix in as many are tested; all are known.</param>
    public HeldOutTrial(AsGraph graph, ObservedPaths seen, int every = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        (_graph, _seen, _every) = (graph, seen, every);
        HashSet<int> known = [];
        foreach (Observation one in seen.Observations)
        {
            if (seen.Paths[one.Path].Length < 2 || !known.Add(one.Path) || one.Prefix % every != 0) continue;
            ref List<int>? paths = ref CollectionsMarshal.GetValueRefOrAddDefault(_tests, one.Prefix, out _);
            (paths ??= []).Add(one.Path);
        }
    }

    /// <summary>Deals vantage points into folds: as many in each as in others, but for one, and in a random order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer vantage points than folds, or fewer than two folds.</exception>
    public IReadOnlyList<IReadOnlyList<uint>> Deal(int folds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        HashSet<uint> vantages = [];
        foreach (Observation one in _seen.Observations) vantages.Add(_seen.Paths[one.Path][0]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, vantages.Count);
        List<(ulong Draw, uint Asn)> order = [];
        foreach (uint asn in vantages) order.Add((new RandomStream(seed, StreamPurpose.HeldOut, asn).NextBits(), asn));
        order.Sort();
        List<uint>[] dealt = new List<uint>[folds];
        for (int i = 0; i < order.Count; i++) (dealt[i % folds] ??= []).Add(order[i].Asn);
        return dealt;
    }

    /// <summary>Runs the trial for one fold.</summary>
    /// <param name="heldOut">AS numbers of the vantage points whose paths are predicted.</param>
    /// <param name="evidence">What was known, for checks; no path of a held-out vantage point is in it.</param>
    public HeldOutFold Run(IReadOnlyList<uint> heldOut, out PathEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(heldOut);
        HashSet<uint> hidden = [.. heldOut];
        evidence = new PathEvidence(_seen, hidden.Contains);
        HeldOutFold fold = new(heldOut) { Evidence = evidence.Count };
        PathPredictor predictor = new(_graph, evidence);
        Propagation plain = new(_graph);
        foreach ((int prefix, List<int> paths) in _tests)
        {
            List<int> mine = paths.FindAll(path => hidden.Contains(_seen.Paths[path][0]));
            if (mine.Count == 0) continue;
            predictor.Aim([], evidence.To(prefix));
            foreach (int path in mine) Test(fold, _seen.Paths[path], predictor, evidence.To(prefix));
        }

        ComparePlainly(fold, hidden, plain);
        return fold;
    }

    private void Test(HeldOutFold fold, ReadOnlySpan<uint> observed, PathPredictor predictor, IReadOnlyList<int> known)
    {
        // Where nobody else saw the prefix, who announces it is all that may be known.
        if (known.Count == 0) predictor.Aim([observed[^1]], known);
        int simulated = predictor.Predict(observed[0], _predicted);
        ReadOnlySpan<uint> predicted = CollectionsMarshal.AsSpan(_predicted);
        fold.Predicted.Add(observed, predicted);
        (simulated == 0 && predicted.Length > 1 ? fold.SeenElsewhere : fold.NotSeen).Add(observed, predicted);

        predictor.Predict(observed[1], _predicted);
        if (_predicted.Count > 0) _predicted.Insert(0, observed[0]);
        fold.FirstHopTold.Add(observed, CollectionsMarshal.AsSpan(_predicted));
    }

    private void ComparePlainly(HeldOutFold fold, HashSet<uint> hidden, Propagation plain)
    {
        Dictionary<uint, List<int>> byOrigin = [];
        foreach (List<int> paths in _tests.Values)
        {
            foreach (int path in paths)
            {
                if (!hidden.Contains(_seen.Paths[path][0])) continue;
                ref List<int>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(byOrigin, _seen.Paths[path][^1], out _);
                (list ??= []).Add(path);
            }
        }

        foreach ((uint origin, List<int> paths) in byOrigin)
        {
            int end = _graph.IndexOf(origin);
            plain.Compute(end < 0 ? [] : [end]);
            foreach (int path in paths)
            {
                int from = _graph.IndexOf(_seen.Paths[path][0]);
                _indexes.Clear();
                if (from >= 0) plain.PathOf(from, _indexes);
                _predicted.Clear();
                foreach (int index in _indexes) _predicted.Add(_graph.AsnOf(index));
                fold.Plain.Add(_seen.Paths[path], CollectionsMarshal.AsSpan(_predicted));
            }
        }
    }
}
