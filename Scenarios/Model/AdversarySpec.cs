using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>Who cheats.</summary>
public enum AdversaryKind
{
    /// <summary>Nobody: measured all the same, for comparison.</summary>
    None,

    /// <summary>The payer opens sessions at all nodes of the network at once.</summary>
    AllNodes,

    /// <summary>Several identities draw on one account, each served by k nodes of its own, of which it tells.</summary>
    Identities,

    /// <summary>The payer stops answering, without a word.</summary>
    Vanish,

    /// <summary>The payer withdraws its balance while it is served.</summary>
    Withdraw,

    /// <summary>A client and a node make tickets for nothing, as far as the payer's grant goes.</summary>
    Collusion,

    /// <summary>Nodes submit nothing before the scenario's end.</summary>
    NeverCommits,

    /// <summary>Nodes submit everything late.</summary>
    LateCommits,

    /// <summary>Nodes serve down to a lower threshold than the others.</summary>
    LowThreshold,

    /// <summary>Nodes that the payer keeps from seeing the ledger after they opened their view.</summary>
    Eclipse,

    /// <summary>Nodes send no hints.</summary>
    WithheldHints,

    /// <summary>Nodes hint at tickets that they do not have.</summary>
    ForgedHints,
}

/// <summary>An adversary; each account of a run meets its own, so that every account is one attack.</summary>
/// <param name="Kind">What it does.</param>
public sealed record AdversarySpec(AdversaryKind Kind)
{
    /// <summary>Hostile nodes among those that serve an account, the first of its list; 0 for payers.</summary>
    public int Nodes { get; init; }

    /// <summary>When it begins.</summary>
    public Duration After { get; init; }

    /// <summary>Vanish: when nodes give the connection up. Late commits: how late.</summary>
    public Duration Hold { get; init; }

    /// <summary>Low threshold: that of the hostile nodes.</summary>
    public Credits Threshold { get; init; }

    /// <summary>Collusion: the most that tickets of the client may be worth at one node.</summary>
    public Credits Grant { get; init; }

    /// <summary>Withdraw: from the withdrawal's entry to its payment; zero is at once.</summary>
    public Duration WithdrawalDelay { get; init; }

    /// <summary>Of 10^12 bytes, in any currency.</summary>
    public double PricePerTerabyte { get; init; }
}
