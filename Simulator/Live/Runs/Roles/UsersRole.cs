using System.Net;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>Some of the users of a live run, in one process: they deposit, register grants, want chunks as the scenario says, and close.</summary>
internal sealed class UsersRole(BeUsers order, ControlLine line) : IRole
{
    /// <summary>For what was wanted in time and has not come when demand ends, and again for closing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LiveScenario _scenario = new(order.Terms);
    private readonly List<PlayedUser> _users = [];
    private readonly CancellationTokenSource _stop = new(), _drain = new();
    private readonly RoleMetrics _metrics = new(order.Terms, "user");
    private IdentityKey? _key;
    private ILedgerLink? _ledger;
    private Task _playing = Task.CompletedTask;

    public LiveCounters Counters
    {
        get
        {
            foreach (PlayedUser user in _users) user.Follow();
            return _metrics.Live.Totals();
        }
    }

    public string? Problem => null;

    public Task<Introduced> IntroduceAsync(CancellationToken cancel)
    {
        _key = IdentityKey.Ephemeral();
        HashSet<int> own = [.. order.Users];
        foreach (LiveUser user in order.Terms.Users)
            if (own.Contains(user.Id)) _users.Add(new PlayedUser(_scenario, order.Terms.Seed, user, _metrics.Live));
        return Task.FromResult(new Introduced(
            Environment.ProcessId, Dns.GetHostName(), RoleHost.Version, $"{_key.Key}", _users.ToDictionary(u => u.Id, u => $"{u.Payer}")));
    }

    public async Task<Started> StartAsync(Start start, CancellationToken cancel)
    {
        _ledger = LedgerLinks.Open(start.Ledger, _key!, Duration.Zero);
        ContentName content = start.Content ?? throw new ControlException("users are not told what there is to fetch");
        await Task.WhenAll(_users.Select(user => start.Gateways.TryGetValue(user.Id, out GatewayOfUser? gateway)
            ? user.AskGatewayAsync(gateway, _ledger, cancel)
            : user.OpenAccountAsync(_ledger, cancel)));
        if (!Hash256.TryParse(content.Id, out Hash256 id)) throw new ControlException($"'{content.Id}' is no content");
        await WarmUp.RunAsync(_scenario, cancel);
        foreach (PlayedUser user in _users) user.Prepare(start.Nodes, id, content.Blocks);
        return new Started(new Dictionary<int, string>()) { Metrics = await _metrics.ServeAsync(cancel) };
    }

    public Task BeginAsync()
    {
        _playing = PlayAsync();
        return Task.CompletedTask;
    }

    /// <summary>Ends demand early; the end of the users is told as always.</summary>
    public Task DrainAsync() => _drain.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _playing;
        foreach (PlayedUser user in _users) await user.DisposeAsync();
        if (_ledger is not null) await _ledger.DisposeAsync();
        await _metrics.DisposeAsync();
        _key?.Dispose();
        _stop.Dispose();
        _drain.Dispose();
    }

    private async Task PlayAsync()
    {
        try
        {
            LiveClock clock = new();
            Instant begin = clock.Now;
            await Task.WhenAll(_users.Select(user => user.PlayAsync(begin, clock, Patience, _drain.Token, _stop.Token)));
            UserEnd[] ends = [.. _users.Select(user => user.End(begin))];
            await line.SendAsync(new UsersDone(ends, ProcessUse.OfThis()), _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Let go in the middle of it.
        }
        catch (Exception problem)
        {
            await line.SendAsync(new Failed($"users: {problem.Message}", null), CancellationToken.None);
        }
    }
}
