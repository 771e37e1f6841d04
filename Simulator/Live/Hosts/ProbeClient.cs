using System.Diagnostics;
using System.Net.Sockets;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Hosts;

/// <summary>Asks one host. One question at a time.</summary>
public sealed class ProbeClient : IAsyncDisposable
{
    /// <summary>Of one measurement.</summary>
    public const int MaxProbes = 1000;

    private const int EchoBytes = 64;

    private readonly TcpClient _transport;
    private readonly SecureLink _link;

    private ProbeClient(TcpClient transport, SecureLink link) => (_transport, _link) = (transport, link);

    /// <exception cref="SocketException">Nothing answers there.</exception>
    /// <exception cref="LinkRefusedException">Somebody else does, or does not want this party.</exception>
    public static async Task<ProbeClient> ConnectAsync(LinkIdentity self, string address, int port, PublicKey key, CancellationToken cancel)
    {
        TcpClient transport = new() { NoDelay = true };
        try
        {
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(SecureLink.DefaultLimit);
            try
            {
                await transport.ConnectAsync(address, port, patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }

            SecureLink link = await SecureLink.ConnectAsync(
                transport.GetStream(), self, key, SecureLink.DefaultLimit, cancel).ConfigureAwait(false);
            return new ProbeClient(transport, link);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    public async Task<HostFacts> FactsAsync(CancellationToken cancel)
    {
        await ProbeFrames.WriteAsync(_link.Stream, ProbeKind.Facts, ReadOnlyMemory<byte>.Empty, cancel).ConfigureAwait(false);
        return ProbeFrames.Decode<HostFacts>(await AnswerAsync(ProbeKind.Facts, cancel).ConfigureAwait(false));
    }

    public Task<HostCheckAnswer> CheckAsync(HostCheck check, CancellationToken cancel) =>
        AskAsync<HostCheck, HostCheckAnswer>(ProbeKind.Check, check, cancel);

    /// <summary>Has the host measure round trips to another.</summary>
    public Task<RttAnswer> MeasureAsync(RttOrder order, CancellationToken cancel) =>
        AskAsync<RttOrder, RttAnswer>(ProbeKind.Measure, order, cancel);

    /// <summary>Round trips to the host, one after the other; the first is not counted, for it warms the way.</summary>
    public async Task<RttAnswer> RttAsync(int probes, CancellationToken cancel)
    {
        long[] nanoseconds = new long[probes];
        byte[] bytes = new byte[EchoBytes];
        for (int i = -1; i < probes; i++)
        {
            long began = Stopwatch.GetTimestamp();
            await ProbeFrames.WriteAsync(_link.Stream, ProbeKind.Echo, bytes, cancel).ConfigureAwait(false);
            await AnswerAsync(ProbeKind.Echo, cancel).ConfigureAwait(false);
            if (i >= 0) nanoseconds[i] = (long)Stopwatch.GetElapsedTime(began).TotalNanoseconds;
        }

        Array.Sort(nanoseconds);
        long median = (nanoseconds[(probes - 1) / 2] + nanoseconds[probes / 2]) / 2;
        return new RttAnswer(null, nanoseconds[0], median, probes);
    }

    /// <summary>Has the host start a process that takes a role.</summary>
    /// <returns>Its control line; this client asks nothing more, and is disposed of when the role is.</returns>
    /// <exception cref="RoleRefusedException">The host does not start it.</exception>
    public async Task<Stream> CallRoleAsync(RoleCall call, CancellationToken cancel)
    {
        RoleCallAnswer answer = await AskAsync<RoleCall, RoleCallAnswer>(ProbeKind.Role, call, cancel).ConfigureAwait(false);
        if (answer.Problem is { } problem) throw new RoleRefusedException(problem);
        KeepAlive.Set(_transport.Client);
        return _link.Stream;
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        _transport.Dispose();
    }

    private async Task<TAnswer> AskAsync<TQuestion, TAnswer>(ProbeKind kind, TQuestion question, CancellationToken cancel)
    {
        await ProbeFrames.WriteJsonAsync(_link.Stream, kind, question, cancel).ConfigureAwait(false);
        return ProbeFrames.Decode<TAnswer>(await AnswerAsync(kind, cancel).ConfigureAwait(false));
    }

    private async Task<byte[]> AnswerAsync(ProbeKind kind, CancellationToken cancel)
    {
        (ProbeKind came, byte[] body) = await ProbeFrames.ReadAsync(_link.Stream, cancel).ConfigureAwait(false)
            ?? throw new EndOfStreamException("the host closed the link");
        return came == kind ? body : throw new IOException("the host answered another question");
    }
}
