using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// A policy by which clients are sent to nodes. It sees views alone: what was announced, claimed or measured, and never a true
/// delay that nobody measured. What it learnt aside, the same arguments give the same choice. One instance serves one thread.
/// </summary>
public interface INodeSelector
{
    /// <summary>The policy's name in tables.</summary>
    string Name { get; }

    /// <summary>Chooses nodes for a client, best first.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="candidates">Numbers of nodes, each at most once.</param>
    /// <param name="now">When it asks.</param>
    /// <param name="chosen">As many as fit are written, and no more than there are candidates.</param>
    /// <returns>How many were written: fewer than fit where the policy has no opinion on the rest (anycast knows one node).</returns>
    int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen);
}
