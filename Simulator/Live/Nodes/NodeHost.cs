using System.Collections.Concurrent;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Storage;

namespace Fleek.Sim.Live.Nodes;

/// <summary>
/// A node on real connections: drives Core's <see cref="NodeEndpoint"/> by frames that come, a log, a link to the ledger and the real clock.
/// One thread does all of that; receiving, the disk and the ledger tell it what happened.
/// </summary>
/// <remarks>
/// Nothing is read from a connection while what came on it is not taken, and nothing while its answers wait: a peer that does not read is not
/// read from. What a connection holds unsent is bounded by the node's window.
/// </remarks>
public sealed partial class NodeHost : INodeLogListener, IAsyncDisposable
{
    /// <summary>Bytes of small frames that may wait on a connection before nothing more is read from it.</summary>
    private const int HeldBackAt = 64 << 10;

    /// <summary>Receives of one connection in a row, before others have their turn.</summary>
    private const int ReceivesInARow = 8;

    /// <summary>Between two looks at what takes too long.</summary>
    private const int SweepMilliseconds = 250;

    /// <summary>For which a connection that was hung up on waits for its peer to end it too.</summary>
    private const int LingerMilliseconds = 1_000;

    private const int KeptSmall = 4_096, KeptLarge = 512;

    private readonly NodeHostOptions _options;
    private readonly NodeEndpoint _endpoint;
    private readonly LiveClock _clock = new();
    private readonly NodeInbox _inbox = new();
    private readonly BufferPool _small = new(BufferPool.SmallBytes, KeptSmall), _large = BufferPool.OfFrames(KeptLarge);
    private readonly EndpointOutbox _outbox = new();
    private readonly Dictionary<long, NodePeer> _peers = [];
    private readonly ConnectionCounts _counts;
    private readonly byte[] _proof = new byte[SliceProof.MaxBytes], _scratch = new byte[ContentBlock.Bytes + GroupTree.MaxBytes];
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly PriorityQueue<UserId, Instant> _wakes = new();
    private readonly Dictionary<UserId, Instant> _wakeOf = [];
    private readonly ConcurrentQueue<NodeHint> _hints = new();
    private long _lastPeer, _durable, _toldDurable, _nextSweep;
    private int _hintsWaiting;
    private volatile NodeHostState _state;

    /// <summary>Restores what the log has, and begins to serve whatever connections are given to it.</summary>
    public NodeHost(NodeHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _counts = new ConnectionCounts(options.Limits);
        _endpoint = new NodeEndpoint(
            new NodeId(0), options.Endpoint, options.Signer, new Ed25519Verifier(), new SystemRandomBytes(), options.Content);
        _nodes.Add(options.Signer.Key, new NodeId(0));
        int good = _endpoint.Restore(_clock.Now, options.Epoch, options.Log.Restore().Span, _outbox);
        options.Log.Begin(good, this);
        options.Hints?.Begin(OnHint);
        Carry();
        _listening = ListenToLedgerAsync();
        _thread = new Thread(Run) { Name = "node", IsBackground = true };
        _thread.Start();
    }

    public PublicKey Key => _options.Signer.Key;

    public NodeHostState State => _state;

    /// <summary>Why it is not serving, if it failed.</summary>
    public Exception? Failure { get; private set; }

    public NodeCounters Counters { get; } = new();

    /// <summary>Takes a connection over, from any thread.</summary>
    public void Accept(IByteStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (_state is NodeHostState.Stopped or NodeHostState.Faulted) stream.Dispose();
        else _inbox.Post(new NodeEvent(NodeEventKind.Accepted, Stream: stream));
    }

    /// <summary>Asks the endpoint something on its own thread.</summary>
    public Task<T> AskAsync<T>(Func<NodeEndpoint, T> question)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => answer.SetResult(question(_endpoint)));
        return answer.Task.WaitAsync(_stop.Token);
    }

    /// <summary>What the kernel counted on all connections, those that are closed included.</summary>
    public Task<KernelCounters> KernelAsync() => AskAsync(_ => _peers.Values.Aggregate(Counters.Kernel, (sum, p) => sum + p.Stream.Kernel));

    void INodeLogListener.Durable(long number)
    {
        Volatile.Write(ref _durable, number);
        if (Thread.CurrentThread != _thread) _inbox.Post(new NodeEvent(NodeEventKind.Look));
    }

    void INodeLogListener.Failed(string why)
    {
        Failure = new IOException(why);
        Post(OnLogFailed);
    }

    /// <summary>Stops at once: what is not durable is lost, as by a crash. See <see cref="DrainAsync"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested) await _stop.CancelAsync().ConfigureAwait(false);
        Post(static () => { });
        await _stopped.Task.ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Post(Action work) => _inbox.Post(new NodeEvent(NodeEventKind.Work, Work: work));

    private void Run()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                bool came = _inbox.TryTake(Wait(), out NodeEvent next);
                if (came) Take(next);
                Look();
            }

            _state = _state == NodeHostState.LogFailed ? NodeHostState.LogFailed : NodeHostState.Stopped;
        }
        catch (Exception e)
        {
            // A broken invariant: nothing that this node still did could be trusted.
            Failure = e;
            _state = NodeHostState.Faulted;
        }

        foreach (NodePeer peer in _peers.Values)
        {
            peer.IsClosed = true;
            peer.Sender.Break();
            peer.Stream.Dispose();
        }

        _stopped.SetResult();
    }

    private void Take(in NodeEvent what)
    {
        switch (what.Kind)
        {
            case NodeEventKind.Accepted:
                OnAccepted(what.Stream!);
                break;
            case NodeEventKind.Received when !what.Peer!.IsClosed:
                if (OnReceived(what.Peer)) Receive(what.Peer);
                break;
            case NodeEventKind.Sent when !what.Peer!.IsClosed:
                OnSent(what.Peer);
                break;
            case NodeEventKind.Work:
                what.Work!();
                break;
        }
    }

    /// <summary>What may be due whatever came: durable records, news, claims, deadlines.</summary>
    private void Look()
    {
        Carry();
        HearNews();
        HearHints();
        SubmitClaims();
        WakeDue();
        if (Environment.TickCount64 < _nextSweep) return;
        Sweep();
        if (_options.Log.WantsReplacing && _state != NodeHostState.LogFailed) ReplaceLog();
    }

    private void HearHints()
    {
        while (_hints.TryDequeue(out NodeHint hint))
        {
            Interlocked.Decrement(ref _hintsWaiting);
            if (!_users.TryGetValue(hint.Payer, out UserId user)) continue;
            Counters.HintHeard();
            _endpoint.OnHint(_clock.Now, user, NodeOf(hint.From), hint.Cumulative, _outbox);
            Carry();
        }
    }

    private void OnHint(NodeHint hint)
    {
        // Hints may be lost: of a burst that cannot be taken in, what is too much is.
        if (Interlocked.Increment(ref _hintsWaiting) > 4_096)
        {
            Interlocked.Decrement(ref _hintsWaiting);
            return;
        }

        _hints.Enqueue(hint);
        _inbox.Post(new NodeEvent(NodeEventKind.Look));
    }

    private void WakeDue()
    {
        while (_wakes.TryPeek(out UserId user, out Instant at) && at <= _clock.Now)
        {
            _wakes.Dequeue();
            if (!_wakeOf.TryGetValue(user, out Instant last) || last != at) continue; // an earlier one took its place
            _wakeOf.Remove(user);
            _endpoint.OnWakeUp(_clock.Now, user, _outbox);
            Carry();
        }
    }

    /// <summary>Until something is due if nothing comes.</summary>
    private int Wait()
    {
        long wait = Math.Min(_nextSweep - Environment.TickCount64, ClaimsDueIn());
        if (_wakes.TryPeek(out _, out Instant at)) wait = Math.Min(wait, (long)Math.Ceiling((at - _clock.Now).Milliseconds));
        return (int)Math.Clamp(wait, 0, SweepMilliseconds);
    }
}
