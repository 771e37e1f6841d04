using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// A party's way to a replicated ledger: finds the replica that leads, goes on to the next leader when it fails, submits again what has no
/// answer under the same number, and watches again what it watched; what changed meanwhile comes as entries.
/// </summary>
public sealed class RaftLedgerLink : ILedgerLink
{
    private const int MaxNews = 1 << 14;

    private readonly RaftLedgerLinkOptions _options;
    private readonly PendingBatches _batches = new();
    private readonly Channel<LedgerNews> _news = Channel.CreateBounded<LedgerNews>(MaxNews);
    private readonly NewsBook _book;
    private readonly List<LedgerNews> _heard = [];
    private readonly ConcurrentDictionary<PublicKey, bool> _watched = [];
    private readonly Channel<PublicKey> _toWatch = Channel.CreateUnbounded<PublicKey>();
    private readonly SemaphoreSlim _answered = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private string _lastProblem = "no replica was asked yet";
    private int _candidate;
    private long _epoch = -1;
    private bool _isBehind;

    public RaftLedgerLink(RaftLedgerLinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(options.Replicas.Count);
        _options = options;
        _book = new NewsBook(options.Party);
        _running = RunAsync();
    }

    public ChannelReader<LedgerNews> News => _news.Reader;

    /// <summary>Times that a leader was found: one, and one more for each failure that was overcome.</summary>
    public int Connected { get; private set; }

    public async ValueTask<LedgerReceipt> SubmitAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancel)
    {
        if (transaction.Length > ExchangeLedger.MaxTransactionLength)
            return new LedgerReceipt(0, new LedgerVerdict(LedgerOutcome.Refused, LedgerRefusal.Malformed, 0, default));
        PendingTransaction pending = new(transaction);
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        timed.CancelAfter(_options.Patience);
        try
        {
            await _batches.AddAsync(pending, timed.Token).ConfigureAwait(false);
            return await pending.Receipt.WaitAsync(timed.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or ChannelClosedException && !cancel.IsCancellationRequested)
        {
            throw new LedgerUnreachableException(
                $"no answer in {_options.Patience.TotalSeconds:0.###} s from {_options.Replicas.Count} replicas; the last problem: {_lastProblem}");
        }
        finally
        {
            pending.IsGivenUp = true;
        }
    }

    public ValueTask WatchAsync(PublicKey payer, CancellationToken cancel) =>
        _watched.TryAdd(payer, true) ? _toWatch.Writer.WriteAsync(payer, cancel) : ValueTask.CompletedTask;

    public async ValueTask<IReadOnlyList<LedgerStatus>> StatusAsync(CancellationToken cancel)
    {
        LedgerStatus?[] found = await Task.WhenAll(_options.Replicas.Select(r => AskAsync(r, cancel))).ConfigureAwait(false);
        return [.. found.OfType<LedgerStatus>()];
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _batches.FailAll(new LedgerUnreachableException("the link is closed"));
        _news.Writer.TryComplete();
        _options.Owned?.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        for (int failures = 0; !_stop.IsCancellationRequested;)
        {
            int before = Connected;
            try
            {
                await FollowAsync(_options.Replicas[_candidate]).ConfigureAwait(false);
            }
            catch (Exception problem)
            {
                _lastProblem = $"{_options.Replicas[_candidate].EndPoint}: {problem.Message}";
                _candidate = (_candidate + 1) % _options.Replicas.Count;
            }

            // At once where somebody led; else an election may be under way, and everybody is asked now and then.
            failures = Connected > before ? 0 : Math.Min(failures + 1, 10);
            await Task.Delay((failures + 1) * 10, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Stays with a replica while it leads.</summary>
    private async Task FollowAsync(LedgerAddress replica)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        byte[] head = new byte[4];
        Stream stream = await CallAsync(replica, over.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            if (!await GreetAsync(stream, head, over.Token).ConfigureAwait(false)) return;
            Connected++;
            while (_toWatch.Reader.TryRead(out _))
            {
                // All are watched anew below.
            }

            foreach (PublicKey payer in _watched.Keys) _toWatch.Writer.TryWrite(payer);
            using SemaphoreSlim writing = new(1);
            Task[] work = [ListenAsync(stream, head, over.Token), SubmitAsync(stream, writing, over.Token), WatchAsync(stream, writing, over.Token)];
            Task first = await Task.WhenAny(work).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first.ConfigureAwait(false);
        }
    }

    private async Task<Stream> CallAsync(LedgerAddress replica, CancellationToken stop)
    {
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timed.CancelAfter(_options.Greeting);
        Socket socket = new(replica.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(replica.EndPoint, timed.Token).ConfigureAwait(false);
            return await _options.Transport.ConnectAsync(new NetworkStream(socket, ownsSocket: true), replica.Key, timed.Token).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether it leads; if not, who may is asked next.</summary>
    private async Task<bool> GreetAsync(Stream stream, byte[] head, CancellationToken stop)
    {
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timed.CancelAfter(_options.Greeting);
        await stream.WriteAsync(LedgerFrames.Hello(_batches.Client, _options.Lag, stateOnly: false), timed.Token).ConfigureAwait(false);
        byte[] welcome = await FrameAsync(stream, head, timed.Token).ConfigureAwait(false);
        WireReader reader = new(welcome.AsSpan(1));
        bool leads = reader.Byte() == 1;
        int leader = reader.UInt16() - 1;
        if (welcome[0] != (byte)LedgerFrameKind.Welcome || !reader.IsComplete) throw new InvalidDataException("no welcome");
        if (leads) return true;
        _lastProblem = $"{_options.Replicas[_candidate].EndPoint}: it does not lead";
        _candidate = leader >= 0 && leader < _options.Replicas.Count && leader != _candidate
            ? leader
            : (_candidate + 1) % _options.Replicas.Count;
        return false;
    }

    private static async ValueTask<byte[]> FrameAsync(Stream stream, byte[] head, CancellationToken stop) =>
        await LedgerFrames.ReadAsync(stream, head, LedgerFrames.MaxFromReplica, stop).ConfigureAwait(false)
            ?? throw new EndOfStreamException("the replica closed the connection");

    private async Task ListenAsync(Stream stream, byte[] head, CancellationTokenSource silence)
    {
        while (true)
        {
            silence.CancelAfter(_options.Silence);
            byte[] frame = await FrameAsync(stream, head, silence.Token).ConfigureAwait(false);
            silence.CancelAfter(Timeout.InfiniteTimeSpan);
            switch ((LedgerFrameKind)frame[0])
            {
                case LedgerFrameKind.Answer:
                    if (!_batches.OnAnswer(frame.AsSpan(1)) && !IsNotAllowed(frame)) throw new IOException("it ceased to lead");
                    _answered.Release();
                    break;
                case LedgerFrameKind.News when LedgerFrames.TryReadNews(frame.AsSpan(1), out LedgerNews news):
                    Hear(news);
                    break;
                default:
                    throw new InvalidDataException("a frame that replicas do not send");
            }
        }
    }

    private async Task ListenAsync(Stream stream, byte[] head, CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await ListenAsync(stream, head, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"the replica said nothing for {_options.Silence.TotalSeconds:0.###} s");
        }
    }

    private static bool IsNotAllowed(byte[] answer) => answer[1 + 8] == (byte)LedgerAnswerKind.NotAllowed;

    private void Hear(in LedgerNews news)
    {
        if (_isBehind)
        {
            if (_news.Reader.Count > 0) return;
            // The party reads again: what it watches is opened anew, which tells the sum of what it missed.
            _isBehind = false;
            foreach (PublicKey payer in _watched.Keys) _toWatch.Writer.TryWrite(payer);
        }

        _heard.Clear();
        if (news.Kind != LedgerNewsKind.Epoch || news.Epoch > _epoch) _book.Translate(news, _heard);
        foreach (LedgerNews each in _heard)
        {
            _isBehind = !_news.Writer.TryWrite(each);
            if (_isBehind) return;
            _book.Told(each);
            if (each.Kind == LedgerNewsKind.Epoch) _epoch = each.Epoch;
        }
    }

    private async Task SubmitAsync(Stream stream, SemaphoreSlim writing, CancellationToken stop)
    {
        while (_answered.CurrentCount > 0) await _answered.WaitAsync(stop).ConfigureAwait(false);
        while (true)
        {
            byte[] frame = await _batches.NextAsync(stop).ConfigureAwait(false);
            await WriteAsync(stream, frame, writing, stop).ConfigureAwait(false);
            await _answered.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(Stream stream, SemaphoreSlim writing, CancellationToken stop)
    {
        while (true)
        {
            PublicKey payer = await _toWatch.Reader.ReadAsync(stop).ConfigureAwait(false);
            await WriteAsync(stream, LedgerFrames.Watch(payer), writing, stop).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(Stream stream, byte[] frame, SemaphoreSlim writing, CancellationToken stop)
    {
        await writing.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(frame, stop).ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task<LedgerStatus?> AskAsync(LedgerAddress replica, CancellationToken cancel)
    {
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timed.CancelAfter(_options.Greeting);
        try
        {
            Stream stream = await CallAsync(replica, timed.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(LedgerFrames.Hello(default, Duration.Zero, stateOnly: true), timed.Token).ConfigureAwait(false);
                byte[] frame = await FrameAsync(stream, new byte[4], timed.Token).ConfigureAwait(false);
                return frame[0] == (byte)LedgerFrameKind.Status ? LedgerFrames.ReadStatus(frame.AsSpan(1)) : null;
            }
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
