using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>Believes who parties say they are: for one process, and for tests.</summary>
/// <param name="self">Who connects by it.</param>
public sealed class PlainLedgerTransport(PublicKey self) : ILedgerTransport
{
    public async ValueTask<(Stream Stream, PublicKey Party)> AcceptAsync(Stream bare, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bare);
        byte[] key = new byte[PublicKey.Length];
        await bare.ReadExactlyAsync(key, cancel).ConfigureAwait(false);
        return (bare, PublicKey.FromBytes(key));
    }

    public async ValueTask<Stream> ConnectAsync(Stream bare, PublicKey replica, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bare);
        byte[] key = new byte[PublicKey.Length];
        self.CopyTo(key);
        await bare.WriteAsync(key, cancel).ConfigureAwait(false);
        return bare;
    }
}
