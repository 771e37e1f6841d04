using System.Threading.Channels;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>A party's way to a <see cref="MemoryLedger"/>.</summary>
internal sealed class MemoryLedgerLink : ILedgerLink
{
    /// <summary>News that wait for their reader, at most.</summary>
    private const int MaxNews = 1 << 16;

    private readonly MemoryLedger _ledger;
    private readonly PublicKey _party;
    private readonly LedgerView _view;
    private readonly NewsBook _book;
    private readonly Channel<LedgerNews> _news = Channel.CreateBounded<LedgerNews>(MaxNews);
    private readonly List<LedgerNews> _heard = [];
    private readonly SemaphoreSlim _hidden = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _showing;

    public MemoryLedgerLink(MemoryLedger ledger, LedgerMachine machine, PublicKey party, Duration lag)
    {
        (_ledger, _party) = (ledger, party);
        _book = new NewsBook(party);
        _view = new LedgerView(machine, party, lag, Tell);
        _view.Begin();
        _showing = lag > Duration.Zero ? ShowAsync() : Task.CompletedTask;
    }

    public ChannelReader<LedgerNews> News => _news.Reader;

    public ValueTask<LedgerReceipt> SubmitAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new(_ledger.Submit(_party, transaction.Span));
    }

    public ValueTask WatchAsync(PublicKey payer, CancellationToken cancel)
    {
        _ledger.Locked(() =>
        {
            _view.Watch(payer);
            return true;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<LedgerStatus>> StatusAsync(CancellationToken cancel) => new([_ledger.Status()]);

    public async ValueTask DisposeAsync()
    {
        _ledger.Remove(this);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _showing.ConfigureAwait(false);
        _news.Writer.TryComplete();
    }

    /// <summary>Under the ledger's lock.</summary>
    public void OnStep(LedgerStep step)
    {
        if (_view.IsBehind && _news.Reader.Count == 0) _view.Reopen();
        bool idle = _view.Hidden == 0;
        _view.OnStep(step);
        if (idle && _view.Hidden > 0) _hidden.Release();
    }

    private bool Tell(LedgerNews news)
    {
        _heard.Clear();
        _book.Translate(news, _heard);
        foreach (LedgerNews each in _heard)
        {
            if (!_news.Writer.TryWrite(each)) return false;
            _book.Told(each);
        }

        return true;
    }

    private async Task ShowAsync()
    {
        try
        {
            while (true)
            {
                await _hidden.WaitAsync(_stop.Token).ConfigureAwait(false);
                while (_ledger.Locked(_view.ShowDue) is { } wait) await Task.Delay(Whole(wait), _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>In the timer's whole milliseconds, rounded up: nothing is shown too early.</summary>
    private static TimeSpan Whole(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
