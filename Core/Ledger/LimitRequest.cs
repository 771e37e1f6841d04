namespace Fleek.Core.Ledger;

/// <summary>What a claim asks of its node's limit on the account.</summary>
public enum LimitRequest : byte
{
    None,

    /// <summary>To raise it, if little of it is left.</summary>
    Renew,

    /// <summary>To lower it to what is claimed: the node will claim nothing more.</summary>
    Release,
}
