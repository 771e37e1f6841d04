using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fleek.Sim.Live.Metrics;

/// <summary>Answers GET /metrics for Prometheus: on loopback, unless told otherwise. Nothing else is answered, and nothing is read.</summary>
public sealed class MetricsEndpoint : IAsyncDisposable
{
    private const int MaxConnections = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WebApplication _server;

    private MetricsEndpoint(WebApplication server, IPEndPoint endpoint) => (_server, Endpoint) = (server, endpoint);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <param name="about">Labels of fleek_build_info: version, engine, role.</param>
    /// <param name="listen">Null for any free port of 127.0.0.1. Who may connect there may read everything.</param>
    /// <exception cref="IOException">Nothing can listen there.</exception>
    public static async Task<MetricsEndpoint> StartAsync(
        MetricStore store, IReadOnlyList<KeyValuePair<string, string>> about, IPEndPoint? listen, CancellationToken cancel)
    {
        // An empty builder: no settings from the environment or from files change where it listens.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxConcurrentConnections = MaxConnections;
            options.Limits.MaxRequestBodySize = 0;
            options.Limits.MaxRequestHeadersTotalSize = 8 << 10;
            options.Limits.RequestHeadersTimeout = Patience;
            options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            options.Listen(listen ?? new IPEndPoint(IPAddress.Loopback, 0));
        });
        WebApplication server = builder.Build();
        server.Run(context => AnswerAsync(context, store, about));
        try
        {
            await server.StartAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        string address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new MetricsEndpoint(server, IPEndPoint.Parse(address[(address.LastIndexOf('/') + 1)..]));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private static Task AnswerAsync(HttpContext context, MetricStore store, IReadOnlyList<KeyValuePair<string, string>> about)
    {
        if (context.Request.Path != "/metrics")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Get;
            return Task.CompletedTask;
        }

        context.Response.ContentType = PrometheusText.ContentType;
        return context.Response.WriteAsync(PrometheusText.Write(store, about), context.RequestAborted);
    }
}
