using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>What a process of a live run is. Told things one after another; what takes long it does by itself and then says so.</summary>
internal interface IRole : IAsyncDisposable
{
    /// <summary>Makes its keys and what others must know of it.</summary>
    Task<Introduced> IntroduceAsync(CancellationToken cancel);

    Task<Started> StartAsync(Start start, CancellationToken cancel);

    Task BeginAsync();

    Task DrainAsync();

    /// <summary>Why it cannot go on; null while it can. Looked at every second.</summary>
    string? Problem { get; }

    /// <summary>So far.</summary>
    LiveCounters Counters { get; }
}
