using System.Threading.Channels;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers;

namespace Fleek.Tests.Live;

/// <summary>A link to the ledger that can be cut: then no news come, and nothing can be submitted.</summary>
internal sealed class SilentLink : ILedgerLink
{
    private readonly ILedgerLink _inner;
    private readonly Channel<LedgerNews> _news = Channel.CreateUnbounded<LedgerNews>();
    private volatile bool _isSilent;

    public SilentLink(ILedgerLink inner)
    {
        _inner = inner;
        _ = CarryAsync();
    }

    public bool IsSilent
    {
        get => _isSilent;
        set => _isSilent = value;
    }

    public ChannelReader<LedgerNews> News => _news.Reader;

    public ValueTask<LedgerReceipt> SubmitAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancel) =>
        IsSilent ? throw new LedgerUnreachableException("cut") : _inner.SubmitAsync(transaction, cancel);

    public ValueTask WatchAsync(PublicKey payer, CancellationToken cancel) =>
        IsSilent ? throw new LedgerUnreachableException("cut") : _inner.WatchAsync(payer, cancel);

    public ValueTask<IReadOnlyList<LedgerStatus>> StatusAsync(CancellationToken cancel) => _inner.StatusAsync(cancel);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private async Task CarryAsync()
    {
        await foreach (LedgerNews news in _inner.News.ReadAllAsync())
        {
            while (IsSilent) await Task.Delay(5);
            _news.Writer.TryWrite(news);
        }
    }
}
