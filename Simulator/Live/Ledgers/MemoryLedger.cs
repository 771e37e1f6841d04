using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>
/// A ledger in this process that keeps nothing on disk: transactions are ordered by a lock and final at once. For tests and for runs that
/// do not ask what a ledger costs.
/// </summary>
public sealed class MemoryLedger : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly LedgerTerms _terms;
    private readonly LedgerMachine _machine;
    private readonly List<MemoryLedgerLink> _links = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _ticking;
    private long _transactions;

    public MemoryLedger(LedgerTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        _terms = terms;
        _machine = new LedgerMachine(terms);
        _ticking = TickAsync();
    }

    /// <summary>A party's way to it.</summary>
    /// <param name="lag">From the moment at which a transaction is final until this party sees it.</param>
    public ILedgerLink Connect(PublicKey party, Duration lag = default)
    {
        lock (_lock)
        {
            MemoryLedgerLink link = new(this, _machine, party, lag);
            _links.Add(link);
            return link;
        }
    }

    /// <summary>Runs something on the ledger between two transactions: a test that looks at accounts.</summary>
    public T Read<T>(Func<ExchangeLedger, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        lock (_lock) return read(_machine.Ledger);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _ticking.ConfigureAwait(false);
        _stop.Dispose();
    }

    internal LedgerReceipt Submit(in PublicKey party, ReadOnlySpan<byte> transaction)
    {
        if (!_terms.Admits(party, transaction)) throw new UnauthorizedAccessException("this party may not bring money to the ledger");
        lock (_lock)
        {
            _machine.Begin();
            LedgerReceipt receipt = _machine.Apply(transaction);
            _transactions++;
            Show();
            return receipt;
        }
    }

    internal T Locked<T>(Func<T> what)
    {
        lock (_lock) return what();
    }

    internal LedgerStatus Status()
    {
        lock (_lock) return LedgerStatus.Of(_machine.Ledger, "memory", isLeader: true, _transactions, logBytes: 0);
    }

    internal void Remove(MemoryLedgerLink link)
    {
        lock (_lock) _links.Remove(link);
    }

    private void Show()
    {
        LedgerStep step = new(_machine.Ledger.Height, _machine.Ledger.Epoch, [.. _machine.Events]);
        foreach (MemoryLedgerLink link in _links) link.OnStep(step);
    }

    private async Task TickAsync()
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(_terms.Tick.Seconds));
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                lock (_lock)
                {
                    _machine.Begin();
                    Show();
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }
}
