using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>Links of a run's parties to its ledger.</summary>
internal static class LedgerLinks
{
    public static Task<ILedgerLink> ConnectAsync(IReadOnlyList<Peer> ledger, IdentityKey party, Duration lag, CancellationToken cancel) =>
        throw new NotImplementedException();
}
