using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>
/// How old a node's view of the ledger may be while it serves (I19): a node that is cut off from the ledger does not see what other nodes
/// claim, and stops before that can be much.
/// </summary>
public static class FreshnessRule
{
    /// <summary>Whether a node may send a further chunk now.</summary>
    /// <param name="heard">When it last heard of the ledger; null if it never did.</param>
    /// <param name="bound">The oldest view to serve by; zero is any.</param>
    public static bool MaySend(Instant now, Instant? heard, Duration bound) =>
        bound == Duration.Zero || (heard is { } last && now - last <= bound) || Planted.Is(ProtocolBug.StaleViewServes);
}
