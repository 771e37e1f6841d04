namespace Fleek.Scenarios.Model;

/// <summary>What protects a payer from clients and nodes that collude, beside the grant's cap and the node's share of it.</summary>
[System.Flags]
public enum CollusionDefence
{
    None = 0,

    /// <summary>What the clients of one block of addresses are granted is bounded.</summary>
    Budgets = 1,

    /// <summary>The coordinator draws the nodes; else clients choose.</summary>
    Draw = 2,

    /// <summary>No more is renewed than the access link could have carried.</summary>
    Rate = 4,

    /// <summary>The coordinator visits nodes as a client and gives up those that fail.</summary>
    Visits = 8,

    /// <summary>Nodes are paid later, and not for what they earned shortly before they were given up.</summary>
    Payout = 16,

    All = Budgets | Draw | Rate | Visits | Payout,
}
