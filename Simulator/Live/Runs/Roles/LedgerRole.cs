using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Roles;

internal sealed class LedgerRole(BeLedger order) : IRole
{
    public LiveCounters Counters => new();
    public Task<Introduced> IntroduceAsync(CancellationToken cancel) => throw new LiveRunException($"replica {order.Replica}", null);
    public Task<Started> StartAsync(Start start, CancellationToken cancel) => throw new NotSupportedException();
    public Task BeginAsync() => Task.CompletedTask;
    public Task DrainAsync() => Task.CompletedTask;
    public ValueTask DisposeAsync() => default;
}
