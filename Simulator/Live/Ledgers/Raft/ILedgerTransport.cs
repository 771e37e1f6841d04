using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>Makes of a bare connection one on which both sides know who the other is.</summary>
public interface ILedgerTransport
{
    /// <summary>Answers who connected. Anything that it throws refuses the connection.</summary>
    ValueTask<(Stream Stream, PublicKey Party)> AcceptAsync(Stream bare, CancellationToken cancel);

    /// <summary>Calls the replica of a key.</summary>
    ValueTask<Stream> ConnectAsync(Stream bare, PublicKey replica, CancellationToken cancel);
}
