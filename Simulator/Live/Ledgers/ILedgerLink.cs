using System.Threading.Channels;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>
/// A party's way to the ledger, whatever orders it: one process in memory, one with a log on disk, or replicas that agree. It goes on to
/// another replica when one fails, and submits again what it has no answer to: a transaction is applied once however often it comes.
/// </summary>
public interface ILedgerLink : IAsyncDisposable
{
    /// <summary>What is told of the accounts that this party watches. Bounded: who does not read is not told more, and asks again.</summary>
    ChannelReader<LedgerNews> News { get; }

    /// <summary>Has a transaction ordered, as ExchangeLedger reads it; completes when it is final and applied.</summary>
    /// <exception cref="LedgerUnreachableException">No replica took it in the time allowed; it may be final all the same.</exception>
    ValueTask<LedgerReceipt> SubmitAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancel);

    /// <summary>Begins a view of an account: <see cref="LedgerNewsKind.Opened"/> comes first, then its entries, none left out.</summary>
    ValueTask WatchAsync(PublicKey payer, CancellationToken cancel);

    /// <summary>Of every replica that answers; more than one where there are more.</summary>
    ValueTask<IReadOnlyList<LedgerStatus>> StatusAsync(CancellationToken cancel);
}
