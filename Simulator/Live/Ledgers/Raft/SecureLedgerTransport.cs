using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>Connections on which both sides have proved their Ed25519 keys.</summary>
/// <param name="allows">Who may connect to a replica that uses it.</param>
public sealed class SecureLedgerTransport(LinkIdentity self, Func<PublicKey, bool> allows) : ILedgerTransport
{
    public async ValueTask<(Stream Stream, PublicKey Party)> AcceptAsync(Stream bare, CancellationToken cancel)
    {
        SecureLink link = await SecureLink.AcceptAsync(bare, self, allows, SecureLink.DefaultLimit, cancel).ConfigureAwait(false);
        return (link.Stream, link.Peer);
    }

    public async ValueTask<Stream> ConnectAsync(Stream bare, PublicKey replica, CancellationToken cancel)
    {
        SecureLink link = await SecureLink.ConnectAsync(bare, self, replica, SecureLink.DefaultLimit, cancel).ConfigureAwait(false);
        return link.Stream;
    }
}
