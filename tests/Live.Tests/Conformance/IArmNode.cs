using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Live.Conformance;

/// <summary>A node of a play.</summary>
internal interface IArmNode
{
    PublicKey Key { get; }

    /// <summary>It was drained.</summary>
    bool IsGone { get; }

    long Chunks { get; }

    long HintsHeard { get; }

    long Refusals(RefuseReason reason);

    /// <summary>Whether its view of the ledger is too old to serve by.</summary>
    Task<bool> IsStaleAsync();

    /// <summary>The balance of its first payer, as it sees it.</summary>
    Task<Credits> BalanceAsync();

    Task<IReadOnlyList<HeldLane>> LanesAsync();

    /// <summary>Cuts it off from the ledger, or lets it hear again.</summary>
    void Silence(bool isSilent);

    /// <summary>Its process dies, and another begins with what the log has.</summary>
    Task RestartAsync();

    /// <summary>Sends nothing more, commits all, ends; whether all of it is final.</summary>
    Task<bool> DrainAsync();
}
