using System.Threading.Channels;
using Fleek.Core.Ledger;
using Npgsql;

namespace Fleek.Sim.Live.Ledgers.Audit;

/// <summary>
/// Records every redemption that becomes final in PostgreSQL, beside the ledger and never in its way: it has a bounded queue, goes on where it
/// stopped after the database or the replica was away, writes a row once however often a height is replayed, and names heights for which it
/// cannot vouch as gaps.
/// </summary>
public sealed class SettlementAudit : IAsyncDisposable
{
    /// <summary>Heights that wait, with redemptions or without.</summary>
    private const int MaxHeights = 1 << 16;

    private const int MaxRows = 1_000, MaxHeightsAtOnce = 4_096;

    private readonly AuditOptions _options;
    private readonly NpgsqlDataSource _database;
    private readonly Channel<SettledHeight> _queue = Channel.CreateBounded<SettledHeight>(MaxHeights);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SettledHeight> _batch = [];
    private readonly Task _writing;
    private long _waiting, _dropped, _recorded;

    public SettlementAudit(AuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _database = NpgsqlDataSource.Create(options.Connection);
        _writing = WriteAsync();
    }

    /// <summary>The last height up to which everything is recorded, or is a gap.</summary>
    public long RecordedHeight => Volatile.Read(ref _recorded);

    /// <summary>Redemptions that wait to be recorded.</summary>
    public long Waiting => Volatile.Read(ref _waiting);

    /// <summary>Redemptions for which there was no room: their heights are recorded as gaps.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Why nothing could be recorded last time; null while it works.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes one height after another, with or without redemptions; never waits.</summary>
    public void Take(long height, IReadOnlyList<LedgerClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        bool room = Volatile.Read(ref _waiting) + claims.Count <= _options.MaxWaiting;
        if (room && _queue.Writer.TryWrite(new SettledHeight(height, [.. claims]))) Interlocked.Add(ref _waiting, claims.Count);
        else Interlocked.Add(ref _dropped, claims.Count);
    }

    /// <summary>Records what waits if the database is there, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _stop.CancelAfter(_options.MaxPause);
        await _writing.ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        AuditTables tables = new(_database, _options);
        TimeSpan pause = TimeSpan.Zero;
        bool known = false;
        while (true)
        {
            try
            {
                if (!known) Volatile.Write(ref _recorded, await tables.OpenAsync(_stop.Token).ConfigureAwait(false));
                known = true;
                Problem = null;
                if (_batch.Count == 0 && !await FillAsync().ConfigureAwait(false)) return;
                await tables.WriteAsync(_batch, _recorded, _stop.Token).ConfigureAwait(false);
                Volatile.Write(ref _recorded, Math.Max(_recorded, _batch[^1].Height));
                Interlocked.Add(ref _waiting, -_batch.Sum(h => h.Claims.Length));
                _batch.Clear();
                pause = TimeSpan.Zero;
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Problem = problem.Message;
                pause = pause + pause + TimeSpan.FromMilliseconds(50);
                if (pause > _options.MaxPause) pause = _options.MaxPause;
                await Task.Delay(pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> FillAsync()
    {
        if (!await _queue.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false)) return false;
        for (int rows = 0; rows < MaxRows && _batch.Count < MaxHeightsAtOnce && _queue.Reader.TryRead(out SettledHeight next);)
        {
            _batch.Add(next);
            rows += next.Claims.Length;
        }

        return true;
    }
}
