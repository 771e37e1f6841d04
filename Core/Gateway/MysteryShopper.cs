using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>
/// A coordinator that visits nodes as a client like any other, at times that nobody can know beforehand, and gives up those that fail a
/// number of visits in a row. Visits of a node are a Poisson process. A node that fails a visit with probability q is given up after
/// (1 - q^s) / (q^s (1 - q)) visits in the mean, s being <paramref name="strikes"/>.
/// </summary>
/// <param name="seed">Secret: who knows it knows the times.</param>
/// <param name="every">Mean time between two visits of one node.</param>
/// <param name="strikes">Failed visits in a row that are enough.</param>
public sealed class MysteryShopper(ulong seed, Duration every, int strikes)
{
    private readonly Dictionary<int, Node> _nodes = [];

    /// <summary>When a node is visited next, after its visit now, or after it came to be known now.</summary>
    public Instant Next(Instant now, NodeId node)
    {
        Node book = BookOf(node);
        double wait = book.Random.NextExponential() * every.Nanoseconds;
        return wait < long.MaxValue - now.Nanoseconds ? new Instant(now.Nanoseconds + 1 + (long)wait) : Instant.Never;
    }

    /// <summary>What came of a visit.</summary>
    /// <returns>Whether the node is given up now.</returns>
    public bool Visited(NodeId node, bool served)
    {
        Node book = BookOf(node);
        book.Failures = served ? 0 : book.Failures + 1;
        if (book.Failures < strikes || book.IsGivenUp) return false;
        return book.IsGivenUp = true;
    }

    public bool IsGivenUp(NodeId node) => _nodes.TryGetValue(node.Value, out Node? book) && book.IsGivenUp;

    private Node BookOf(NodeId node)
    {
        if (!_nodes.TryGetValue(node.Value, out Node? book))
            _nodes.Add(node.Value, book = new Node { Random = new RandomStream(seed, StreamPurpose.ShopperVisit, node.Value) });
        return book;
    }

    private sealed class Node
    {
        public RandomStream Random;
        public int Failures;
        public bool IsGivenUp;
    }
}
