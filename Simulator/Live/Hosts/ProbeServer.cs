using System.Net;
using System.Net.Sockets;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Hosts;

/// <summary>
/// Answers the probes of a preflight on one host, and starts roles there: who may ask is known by key. Bounded: so many links at a time, so
/// many questions of one, and no link that is silent for long; a link that has become a role's ends with the role.
/// </summary>
public sealed class ProbeServer : IAsyncDisposable
{
    /// <summary>Links at a time; who comes then waits in the kernel's queue.</summary>
    public const int MaxLinks = 32;

    /// <summary>Questions of one link.</summary>
    public const int MaxQuestions = 20_000;

    private const int MaxListed = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LinkIdentity _self;
    private readonly Func<PublicKey, bool> _allows;
    private readonly BuildIdentity _build;
    private readonly TimeProvider _clock;
    private readonly LiveClock _steady = new();
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room = new(MaxLinks);
    private readonly Task _accepting;
    private readonly IRoleStarter? _roles;
    private readonly Func<PublicKey, bool> _orders;
    private long _refused;
    private int _serving;

    /// <param name="self">Who answers.</param>
    /// <param name="allows">Who may ask.</param>
    /// <param name="listen">Where; port 0 is any that is free.</param>
    /// <param name="roles">Starts roles; null where none are.</param>
    /// <param name="orders">Who may have roles started; nobody where there is none.</param>
    /// <exception cref="SocketException">Nothing can listen there.</exception>
    public ProbeServer(
        LinkIdentity self, Func<PublicKey, bool> allows, BuildIdentity build, IPEndPoint listen, TimeProvider? clock = null,
        IRoleStarter? roles = null, Func<PublicKey, bool>? orders = null)
    {
        (_self, _allows, _build, _clock) = (self, allows, build, clock ?? TimeProvider.System);
        (_roles, _orders) = (roles, orders ?? (static _ => false));
        _listener = new TcpListener(listen);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Connections that became no link, or broke the protocol.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        while (Volatile.Read(ref _serving) > 0) await Task.Delay(10).ConfigureAwait(false);
        _room.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await _room.WaitAsync(_stop.Token).ConfigureAwait(false);
                TcpClient? client = null;
                try
                {
                    client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                }
                finally
                {
                    if (client is null) _room.Release();
                }

                Interlocked.Increment(ref _serving);
                _ = ServeAsync(client);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        bool hasRoom = true;
        try
        {
            using TcpClient owned = client;
            client.NoDelay = true;
            await using SecureLink link = await SecureLink.AcceptAsync(
                client.GetStream(), _self, _allows, SecureLink.DefaultLimit, _stop.Token).ConfigureAwait(false);
            for (int asked = 0; asked < MaxQuestions; asked++)
            {
                using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                patience.CancelAfter(Patience);
                if (await ProbeFrames.ReadAsync(link.Stream, patience.Token).ConfigureAwait(false) is not { } question) return;
                if (question.Kind == ProbeKind.Role)
                {
                    RoleCall call = ProbeFrames.Decode<RoleCall>(question.Body);
                    string? problem = ProblemOf(call, link.Peer);
                    await ProbeFrames.WriteJsonAsync(link.Stream, ProbeKind.Role, new RoleCallAnswer(problem), patience.Token).ConfigureAwait(false);
                    if (problem is not null) continue;
                    // A role runs for long: it does not keep others from asking.
                    _room.Release();
                    hasRoom = false;
                    KeepAlive.Set(client.Client);
                    await _roles!.PlayAsync(call, link.Stream, _stop.Token).ConfigureAwait(false);
                    return;
                }

                await AnswerAsync(link.Stream, question.Kind, question.Body, patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException or SocketException)
        {
            if (!_stop.IsCancellationRequested) Interlocked.Increment(ref _refused);
        }
        finally
        {
            if (hasRoom) _room.Release();
            Interlocked.Decrement(ref _serving);
        }
    }

    private string? ProblemOf(RoleCall call, in PublicKey who) =>
        _roles is null || !_orders(who) ? "this party's orders are not taken here" : _roles.Problem(call);

    private async Task AnswerAsync(Stream link, ProbeKind kind, byte[] body, CancellationToken cancel)
    {
        switch (kind)
        {
            case ProbeKind.Echo:
                await ProbeFrames.WriteAsync(link, kind, body, cancel).ConfigureAwait(false);
                break;
            case ProbeKind.Facts:
                await ProbeFrames.WriteJsonAsync(link, kind, HostInspection.Facts(_build, _steady, _clock), cancel).ConfigureAwait(false);
                break;
            case ProbeKind.Check:
                HostCheck check = ProbeFrames.Decode<HostCheck>(body);
                if (check.Ports is not { Count: <= MaxListed } || check.Folders is not { Count: <= MaxListed } || check.Address is null)
                    throw new IOException("a check asks for more than it may");
                await ProbeFrames.WriteJsonAsync(link, kind, HostInspection.Check(check), cancel).ConfigureAwait(false);
                break;
            case ProbeKind.Measure:
                RttAnswer answer = await MeasureAsync(ProbeFrames.Decode<RttOrder>(body), cancel).ConfigureAwait(false);
                await ProbeFrames.WriteJsonAsync(link, kind, answer, cancel).ConfigureAwait(false);
                break;
            default:
                throw new IOException("what came is no probe");
        }
    }

    private async Task<RttAnswer> MeasureAsync(RttOrder order, CancellationToken cancel)
    {
        if (order.Probes is < 1 or > ProbeClient.MaxProbes || !Hash256.TryParse(order.Key, out Hash256 key) || order.Address is null)
            throw new IOException("an order asks for more than it may");
        try
        {
            await using ProbeClient other = await ProbeClient.ConnectAsync(
                _self, order.Address, order.Port, new PublicKey(key), cancel).ConfigureAwait(false);
            return await other.RttAsync(order.Probes, cancel).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            return new RttAnswer(problem.Message, 0, 0, 0);
        }
    }
}
