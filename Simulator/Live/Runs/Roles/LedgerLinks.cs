using System.Net;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>Links of a run's parties to its ledger: each proves its own key, and knows those of the replicas.</summary>
internal static class LedgerLinks
{
    /// <param name="lag">From the moment at which a transaction is final until the party sees it, beside what the network takes.</param>
    public static ILedgerLink Open(IReadOnlyList<Peer> ledger, IdentityKey party, Duration lag)
    {
        HashSet<PublicKey> replicas = [.. ledger.Select(peer => Keys.Parse(peer.Key))];
        LedgerAddress[] addresses = [.. ledger.Select(peer => new LedgerAddress(IPEndPoint.Parse(peer.Address), Keys.Parse(peer.Key)))];
        LinkIdentity identity = new(party);
        return new RaftLedgerLink(new RaftLedgerLinkOptions(addresses, party.Key, new SecureLedgerTransport(identity, replicas.Contains))
        {
            Lag = lag, Owned = identity,
        });
    }
}
