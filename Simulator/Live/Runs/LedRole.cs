using System.Diagnostics;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs;

/// <summary>A role as the conductor leads it: one process, or several after each other where it died and was started again.</summary>
/// <param name="demand">Runs while users want anything.</param>
/// <param name="counted">Told when it has counted on.</param>
/// <param name="log">Takes lines of its standard error, with its name.</param>
/// <param name="told">Takes what happens to it, with its name.</param>
internal sealed class LedRole(
    RoleOrder order, LiveSetting setting, Stopwatch demand, Action counted, Action<string, string> log, Action<string, string> told) : IAsyncDisposable
{
    /// <summary>Between two attempts to start a role again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<RoleDeath> _deaths = [];
    private RoleProcess? _process;
    private Start? _start;
    private LiveCounters _earlier = new(), _now = new();
    private volatile bool _drains;

    public string Name => order.Name;

    /// <summary>Who it is; as it said when it was started first.</summary>
    public Introduced Introduced { get; private set; } = null!;

    public Started Started { get; private set; } = null!;

    public IReadOnlyList<RoleDeath> Deaths
    {
        get
        {
            lock (_gate) return [.. _deaths];
        }
    }

    /// <summary>It died, and is not started again.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Of all its lives.</summary>
    public LiveCounters Counters
    {
        get
        {
            lock (_gate) return _earlier.Plus(_now);
        }
    }

    /// <summary>What it had counted before it died last: its last life tells its own.</summary>
    public LiveCounters Earlier
    {
        get
        {
            lock (_gate) return _earlier;
        }
    }

    /// <summary>Starts its process and hears who it is.</summary>
    /// <exception cref="LiveRunException">It failed, or is somebody else.</exception>
    public async Task IntroduceAsync(CancellationToken cancel) => Introduced = await LiveAsync(order.Listen, cancel);

    /// <summary>Tells it whom it works with, and waits until it works.</summary>
    public async Task StartAsync(Start start, CancellationToken cancel)
    {
        _start = start;
        await _process!.SendAsync(start, cancel);
        Started = await _process.ExpectAsync<Started>(Ticked, cancel);
        TellMetrics();
    }

    public Task BeginAsync(CancellationToken cancel) => _process!.SendAsync(new Begin(), cancel);

    /// <summary>Lets it end in order; one that is about to be started again hears it then.</summary>
    public async Task DrainAsync()
    {
        _drains = true;
        try
        {
            await _process!.SendAsync(new Drain(), CancellationToken.None);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Who follows it notices, and starts it again or gives up.
        }
    }

    /// <summary>Reads what it says until its end, through as many lives as it may have.</summary>
    /// <exception cref="LiveRunException">It died, and is not started again.</exception>
    public async Task<T> FollowAsync<T>(CancellationToken cancel)
        where T : ControlMessage
    {
        while (true)
        {
            try
            {
                return await _process!.ExpectAsync<T>(Ticked, cancel);
            }
            catch (LiveRunException problem) when (!cancel.IsCancellationRequested)
            {
                await ReviveAsync(problem, cancel);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }

    private async Task ReviveAsync(LiveRunException problem, CancellationToken cancel)
    {
        double diedAt = demand.Elapsed.TotalSeconds;
        bool revives = order.Kind is RoleKind.Ledger or RoleKind.Node && _deaths.Count < setting.Restarts;
        told(Name, $"died: {problem.Message}{(revives ? "; it is started again" : "")}");
        if (!revives)
        {
            Note(new RoleDeath(Name, diedAt, problem.Message, null));
            IsGone = true;
            throw problem;
        }

        await _process!.DisposeAsync();
        lock (_gate) (_earlier, _now) = (_earlier.Plus(_now), new LiveCounters());
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(setting.StartLimit);
        for (LiveRunException? again = null; ;)
        {
            try
            {
                if (again is not null) await Task.Delay(Pause, limit.Token);
                await GoOnAsync(limit.Token);
                break;
            }
            catch (LiveRunException failed)
            {
                if (again?.Message != failed.Message) told(Name, $"is not back yet: {failed.Message}");
                again = failed;
                if (_process is not null) await _process.DisposeAsync();
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                IsGone = true;
                Note(new RoleDeath(Name, diedAt, problem.Message, null));
                throw new LiveRunException(
                    $"{problem.Message}; it was not back after {setting.StartLimit.TotalSeconds:0} s{(again is null ? "" : $": {again.Message}")}",
                    again?.Help ?? problem.Help, problem);
            }
        }

        Note(new RoleDeath(Name, diedAt, problem.Message, demand.Elapsed.TotalSeconds));
        told(Name, "works again");
    }

    private async Task GoOnAsync(CancellationToken cancel)
    {
        // Where others know it to be; it has the same keys, and its log.
        IReadOnlyList<string> listen = order.Kind == RoleKind.Ledger
            ? [Introduced.Address!, Introduced.RaftAddress!]
            : [.. order.Numbers.Select(number => Started.Addresses[number])];
        Introduced again = await LiveAsync(listen, cancel);
        if (again.Key != Introduced.Key || !again.Parties.OrderBy(p => p.Key).SequenceEqual(Introduced.Parties.OrderBy(p => p.Key)))
            throw new LiveRunException($"{Name} came back with other keys", "see what became of its folder");
        await _process!.SendAsync(_start! with { GoesOn = true }, cancel);
        Started = Started with { Metrics = (await _process.ExpectAsync<Started>(Ticked, cancel)).Metrics };
        TellMetrics();
        if (_drains) await _process.SendAsync(new Drain(), cancel);
    }

    private void TellMetrics()
    {
        if (Started.Metrics is { } at) told(Name, $"serves metrics at {at}");
    }

    private async Task<Introduced> LiveAsync(IReadOnlyList<string> listen, CancellationToken cancel)
    {
        _process = null;
        _process = await order.Place.StartAsync(Name, order.Kind, log, cancel);
        try
        {
            await _process.SendAsync(BeWhat(listen), cancel);
        }
        catch (IOException)
        {
            // It has gone already; what it said last tells more.
        }

        Introduced who = await _process.ExpectAsync<Introduced>(Ticked, cancel);
        if (order.Key is { } key && who.Key != $"{key}")
        {
            throw new LiveRunException(
                $"{Name} has the key {who.Key}, and the hosts file says {key}", $"put the key of its folder {order.Folder} into the file");
        }

        return who;
    }

    private ControlMessage BeWhat(IReadOnlyList<string> listen) => order.Kind switch
    {
        RoleKind.Ledger => new BeLedger(setting.Terms, order.Numbers[0], order.Folder, listen[0], listen[1]) { Audit = setting.Audit },
        RoleKind.Node => new BeNodes(
            setting.Terms, order.Numbers, order.Folder, order.Numbers.Zip(listen).ToDictionary(at => at.First, at => at.Second)),
        RoleKind.Gateway => new BeGateway(setting.Terms, order.Numbers, order.Folder, listen[0]),
        _ => new BeUsers(setting.Terms, order.Numbers),
    };

    private void Note(RoleDeath death)
    {
        lock (_gate) _deaths.Add(death);
    }

    private void Ticked(LiveCounters counters)
    {
        lock (_gate) _now = counters;
        counted();
    }
}
