using System;

namespace Fleek.Core.Routing.Graph;

/// <summary>Neighbours of every AS in one array, AS by AS: compressed sparse rows.</summary>
internal sealed class Adjacency
{
    private readonly int[] _starts;
    private readonly int[] _neighbours;

    private Adjacency(int[] starts, int[] neighbours) => (_starts, _neighbours) = (starts, neighbours);

    public ReadOnlySpan<int> this[int index] => _neighbours.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    /// <summary>All neighbours, to be cut by <see cref="Starts"/>.</summary>
    public ReadOnlySpan<int> Neighbours => _neighbours;

    /// <summary>Where the neighbours of each AS start; one more at the end.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    public int CountOf(int index) => _starts[index + 1] - _starts[index];

    /// <summary>Makes rows of pairs; a row is in the order of its pairs.</summary>
    public static Adjacency Of(int count, ReadOnlySpan<(int From, int To)> pairs)
    {
        int[] starts = new int[count + 1];
        foreach ((int from, _) in pairs) starts[from + 1]++;
        for (int i = 0; i < count; i++) starts[i + 1] += starts[i];
        int[] next = starts.AsSpan(0, count).ToArray();
        int[] neighbours = new int[pairs.Length];
        foreach ((int from, int to) in pairs) neighbours[next[from]++] = to;
        return new Adjacency(starts, neighbours);
    }
}
