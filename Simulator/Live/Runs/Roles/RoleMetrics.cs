using Fleek.Sim.Live.Metrics;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>What a role counts, and where Prometheus may read it.</summary>
/// <param name="role">ledger, node or user.</param>
internal sealed class RoleMetrics(LiveTerms terms, string role) : IAsyncDisposable
{
    private MetricsEndpoint? _endpoint;

    public LiveMetrics Live { get; } = new();

    /// <summary>Serves metrics on loopback if the run wants that, at a port of its own.</summary>
    /// <returns>Where; null if nobody asked for them.</returns>
    public async Task<string?> ServeAsync(CancellationToken cancel)
    {
        if (!terms.ServesMetrics) return null;
        KeyValuePair<string, string>[] about = [new("engine", RoleHost.Version), new("role", role), new("run", terms.RunId)];
        _endpoint = await MetricsEndpoint.StartAsync(Live.Store, about, null, cancel);
        return $"http://{_endpoint.Endpoint}/metrics";
    }

    public async ValueTask DisposeAsync()
    {
        if (_endpoint is not null) await _endpoint.DisposeAsync();
        Live.Dispose();
    }
}
