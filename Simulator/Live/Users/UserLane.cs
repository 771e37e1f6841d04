using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Users;

/// <summary>
/// A lane of a user on real connections: drives Core's <see cref="ClientEndpoint"/>. A connection that breaks is made again, and the session
/// resumed; what was paid is not paid twice.
/// </summary>
public sealed partial class UserLane : IDisposable
{
    /// <summary>Keys of clients that a lane meets: its node's.</summary>
    private const int KeptKeys = 4;

    private readonly UserLaneOptions _options;
    private readonly UserHost _host;
    private readonly ClientEndpoint _client;
    private readonly EndpointOutbox _outbox = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IByteStream? _stream;
    private FrameSender? _sender;
    private readonly LaneCourse _course;
    private long _connection, _lastCame, _lastAsked;

    internal UserLane(UserHost host, int number, UserLaneOptions options, ISigner device)
    {
        (_host, Number, _options) = (host, number, options);
        _client = new ClientEndpoint(options.Client, device, new Ed25519Verifier(KeptKeys), new SystemRandomBytes());
        _course = new LaneCourse(_client);
    }

    /// <summary>Of the user's lanes, from 0.</summary>
    public int Number { get; }

    public PublicKey Node => _options.Client.Node;

    public LiveLaneState State { get; private set; }

    public UserLaneCounters Counters { get; } = new();

    /// <summary>Completes when the lane will deliver nothing more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Looks at the endpoint; nothing happens to it meanwhile.</summary>
    public T Read<T>(Func<ClientEndpoint, T> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        lock (_gate) return look(_client);
    }

    /// <summary>What the kernel counted on this lane's connections.</summary>
    public KernelCounters Kernel
    {
        get
        {
            lock (_gate) return Counters.Kernel + (_stream?.Kernel ?? default);
        }
    }

    /// <summary>Blocks of a content are wanted; they are delivered in order, after all that was wanted before.</summary>
    /// <param name="contentBlocks">Of the whole content.</param>
    public void Fetch(in Hash256 content, long contentBlocks, long firstBlock, long count)
    {
        lock (_gate)
        {
            _lastCame = Environment.TickCount64;
            _client.Fetch(_host.Now, content, contentBlocks, firstBlock, count, _outbox);
            Carry();
        }
    }

    /// <summary>Nothing more is wanted: the lane is closed in order. Completes when it is.</summary>
    public Task FinishAsync()
    {
        lock (_gate)
        {
            _course.Finish();
            _client.Finish(_host.Now, _outbox);
            Carry();
            if (_course.IsOver) _stream?.Dispose();
        }

        return Ended;
    }

    /// <summary>Breaks the connection, if there is one, as a network does.</summary>
    public void Cut()
    {
        lock (_gate) _stream?.Dispose();
    }

    /// <summary>Breaks the connection and ends the lane, without waiting.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Cut();
    }

    internal void Start() => _ = RunAsync();

    internal async Task StopAsync()
    {
        await Task.Run(Dispose).ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
    }

    /// <summary>Looks now and then at what takes too long.</summary>
    internal void Sweep()
    {
        long now = Environment.TickCount64;
        lock (_gate)
        {
            if (_stream is null) return;
            long silent = now - _lastCame;
            bool waits = _client.WantedUnits > 0 || _client.Outstanding > 0 || _course.IsFinishing;
            if (waits && _course.Refusal == RefuseReason.None && silent > _options.SilentAfter.TotalMilliseconds)
            {
                Counters.Silenced();
                _stream.Dispose();
            }
            else if (_client.Outstanding > 0 && silent > _options.KeysLateAfter.TotalMilliseconds
                && now - _lastAsked > _options.KeysLateAfter.TotalMilliseconds)
            {
                _lastAsked = now;
                _client.AskForKeys(_outbox);
                Carry();
            }
        }
    }

    private async Task RunAsync()
    {
        LiveLaneState end = LiveLaneState.Cancelled;
        try
        {
            end = await ServeAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told so.
        }
        catch (Exception e)
        {
            Failure = e; // a broken invariant: nothing that this lane still did could be trusted
            end = LiveLaneState.Stopped;
        }

        State = end;
        _ended.TrySetResult();
        _host.OnEnded(this);
    }

    /// <summary>A rule of the protocol that broke here; null unless this program has a bug.</summary>
    public Exception? Failure { get; private set; }

    private async Task<LiveLaneState> ServeAsync()
    {
        int fruitless = 0;
        while (true)
        {
            long before = Counters.Delivered;
            IByteStream? stream = await TryConnectAsync().ConfigureAwait(false);
            if (stream is not null) await ServeAsync(stream).ConfigureAwait(false);
            _stop.Token.ThrowIfCancellationRequested();
            if (EndState() is { } end) return end;
            fruitless = Counters.Delivered > before ? 0 : fruitless + 1;
            if (fruitless > _options.FruitlessSessions) return LiveLaneState.GaveUp;
            double wait = Math.Min(
                _options.LongestRetry.TotalMilliseconds, _options.FirstRetry.TotalMilliseconds * Math.Pow(2, Math.Min(fruitless, 16)));
            await Task.Delay(TimeSpan.FromMilliseconds(wait * (0.5 + (Random.Shared.NextDouble() / 2))), _stop.Token).ConfigureAwait(false);
            Counters.Reconnected();
        }
    }

    private LiveLaneState? EndState()
    {
        lock (_gate)
        {
            return _course.End switch
            {
                LaneEnd.Finished => LiveLaneState.Finished,
                LaneEnd.Refused => LiveLaneState.Refused,
                LaneEnd.Stopped => LiveLaneState.Stopped,
                _ => null,
            };
        }
    }

    private async Task<IByteStream?> TryConnectAsync()
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(_options.ConnectTimeout);
        try
        {
            return await _options.Connect(limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (!_stop.IsCancellationRequested)
        {
            Counters.ConnectFailed();
            return null;
        }
    }
}
