using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Fleek.Sim.Live.Metrics;

namespace Fleek.Tests.Live.Metrics;

public sealed class MetricsEndpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_on_loopback_what_is_asked_for_metrics_and_nothing_else()
    {
        using LiveMetrics metrics = new();
        metrics.Served(262_144);
        await using MetricsEndpoint endpoint = await MetricsEndpoint.StartAsync(metrics.Store, [new("role", "node")], null, Cancel);
        Assert.Equal(IPAddress.Loopback, endpoint.Endpoint.Address);
        using HttpClient client = new() { BaseAddress = new Uri($"http://{endpoint.Endpoint}") };
        using HttpResponseMessage found = await client.GetAsync("/metrics", Cancel);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Equal(MediaTypeHeaderValue.Parse("text/plain; version=0.0.4; charset=utf-8"), found.Content.Headers.ContentType);
        string text = await found.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("\nfleek_node_served_bytes_total 262144\n", text, StringComparison.Ordinal);
        Assert.Contains("fleek_build_info{role=\"node\"} 1", text, StringComparison.Ordinal);
        using HttpResponseMessage other = await client.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using HttpResponseMessage posted = await client.PostAsync("/metrics", new StringContent("x"), Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using LiveMetrics metrics = new();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        await Assert.ThrowsAnyAsync<IOException>(
            () => MetricsEndpoint.StartAsync(metrics.Store, [], (IPEndPoint)taken.LocalEndpoint, Cancel));
    }
}
