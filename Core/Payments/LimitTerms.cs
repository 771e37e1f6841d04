using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>
/// Terms of an account whose ledger limits what each node may be credited in all. They belong to the account: its ledger and all its
/// nodes have the same (docs/policies.md, limits that the ledger sets).
/// </summary>
public abstract record LimitTerms
{
    /// <summary>F: what the limits of all nodes together leave of the deposits.</summary>
    public required Credits Threshold { get; init; }

    /// <summary>N: nodes of the network.</summary>
    public required long NetworkNodes { get; init; }

    /// <summary>kappa: nodes that are assigned to each payer, at most N.</summary>
    public required long AssignedNodes { get; init; }

    public bool IsAssigned(UserId user, NodeId node) => NodeAssignment.IsAssigned(user, node, NetworkNodes, AssignedNodes);

    /// <exception cref="ArgumentException">A term is out of its range, or two contradict each other.</exception>
    public virtual void Validate()
    {
        Check(Threshold >= Credits.Zero, nameof(Threshold));
        Check(NetworkNodes >= 1, nameof(NetworkNodes));
        Check(AssignedNodes >= 0 && AssignedNodes <= NetworkNodes, nameof(AssignedNodes));
    }

    protected static void Check(bool holds, string name)
    {
        if (!holds) throw new ArgumentException("out of range", name);
    }
}
