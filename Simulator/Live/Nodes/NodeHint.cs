using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Nodes;

/// <summary>A node holds tickets of a payer worth so much in all.</summary>
/// <param name="From">The node that says so.</param>
public readonly record struct NodeHint(PublicKey From, PublicKey Payer, Credits Cumulative);
