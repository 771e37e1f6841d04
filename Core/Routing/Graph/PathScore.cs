using System;

namespace Fleek.Core.Routing.Graph;

/// <summary>How many predicted paths are the observed ones, and how near the others come.</summary>
public sealed class PathScore
{
    public int Paths { get; private set; }

    /// <summary>The same ASes in the same order.</summary>
    public int Exact { get; private set; }

    public int SameLength { get; private set; }

    /// <summary>One AS more or fewer at most; a path that was not found is not among them.</summary>
    public int WithinOneHop { get; private set; }

    /// <summary>The neighbour that the vantage point sends to.</summary>
    public int FirstHop { get; private set; }

    /// <summary>A count as a share of the paths, from 0 to 1; 0 if there are none.</summary>
    public double Share(int count) => Paths == 0 ? 0 : (double)count / Paths;

    /// <summary>Compares a path with what was predicted; both begin with the vantage point.</summary>
    public void Add(ReadOnlySpan<uint> observed, ReadOnlySpan<uint> predicted)
    {
        Paths++;
        if (predicted.IsEmpty) return;
        if (observed.SequenceEqual(predicted)) Exact++;
        if (observed.Length == predicted.Length) SameLength++;
        if (Math.Abs(observed.Length - predicted.Length) <= 1) WithinOneHop++;
        if (observed.Length > 1 && predicted.Length > 1 && observed[1] == predicted[1]) FirstHop++;
    }
}
