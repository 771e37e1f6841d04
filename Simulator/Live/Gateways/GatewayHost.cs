using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Gateways;

/// <summary>
/// A gateway on real connections: drives Core's <see cref="GatewayEndpoint"/> by frames that come and the real clock. What it sends to a
/// client are offers, a manifest and counts: no content passes here.
/// </summary>
public sealed class GatewayHost : IAsyncDisposable
{
    /// <summary>Connections at a time; who comes then is closed.</summary>
    public const int MaxConnections = 20_000;

    /// <summary>Time for the first frame, and between two.</summary>
    private const int FirstMilliseconds = 10_000, IdleMilliseconds = 120_000, SweepMilliseconds = 500;

    /// <summary>More than any frame that a client sends: a notification about 16 nodes.</summary>
    private const int LongestFrame = FrameReader.SmallBytes;

    private readonly GatewayEndpoint _endpoint;
    private readonly LiveClock _clock = new();
    private readonly EndpointOutbox _outbox = new();
    private readonly BufferPool _small = new(BufferPool.SmallBytes, 256), _large = BufferPool.OfFrames(16);
    private readonly Dictionary<long, Peer> _peers = [];
    private readonly Lock _gate = new();
    private readonly Timer _sweeper;
    private long _last, _received, _sent, _denied, _sessions;

    public GatewayHost(GatewayOptions options, ISigner signer, INodeCandidates candidates)
    {
        _endpoint = new GatewayEndpoint(options, signer, new Ed25519Verifier(), new SystemRandomBytes(), candidates);
        _sweeper = new Timer(_ => Sweep(), null, SweepMilliseconds, SweepMilliseconds);
    }

    /// <summary>Bytes of frames that came and went, over all connections: all that a gateway carries.</summary>
    public (long Received, long Sent) Bytes => (Interlocked.Read(ref _received), Interlocked.Read(ref _sent));

    /// <summary>Offers that were sent, renewals included, and noes.</summary>
    public (long Offers, long Denials) Answers => (Interlocked.Read(ref _sessions), Interlocked.Read(ref _denied));

    /// <summary>Pays for a site from now on, up to an amount.</summary>
    public void Add(GatewaySite site, Credits authorised)
    {
        ArgumentNullException.ThrowIfNull(site);
        lock (_gate)
        {
            _endpoint.SetSite(site);
            _endpoint.Desk.Authorise(site.Site, authorised);
        }
    }

    /// <summary>Asks the endpoint something between two frames.</summary>
    public T Ask<T>(Func<GatewayEndpoint, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        lock (_gate) return question(_endpoint);
    }

    /// <summary>Takes a connection over, from any thread.</summary>
    public void Accept(IByteStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Peer peer = new(stream, new FrameSender(stream, _small, _large, static _ => { })); // who fails to send will fail to receive
        long id;
        lock (_gate)
        {
            if (_peers.Count >= MaxConnections || stream.Remote is null)
            {
                stream.Dispose();
                return;
            }

            id = ++_last;
            _peers.Add(id, peer);
            _endpoint.OnConnected(_clock.Now, id, AddressOf(stream), _outbox);
            Carry();
        }

        _ = ServeAsync(id, peer);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync().ConfigureAwait(false);
        lock (_gate)
        {
            foreach (Peer peer in _peers.Values) peer.Stream.Dispose();
        }
    }

    private async Task ServeAsync(long id, Peer peer)
    {
        FrameReader reader = new(LongestFrame, null);
        try
        {
            while (true)
            {
                int came = await peer.Stream.ReceiveAsync(reader.Room()).ConfigureAwait(false);
                if (came == 0) break;
                Interlocked.Add(ref _received, came);
                reader.Came(came);
                lock (_gate)
                {
                    if (!Take(id, peer, reader)) break;
                }
            }
        }
        catch (Exception broken) when (broken is IOException or System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is gone; its session is not.
        }

        lock (_gate)
        {
            _peers.Remove(id);
            _endpoint.OnClosed(id);
            peer.Sender.Break();
            peer.Stream.Dispose();
        }
    }

    /// <summary>Takes all whole frames; false if the connection is not wanted any more.</summary>
    private bool Take(long id, Peer peer, FrameReader reader)
    {
        while (reader.TryNext(out ReadOnlySpan<byte> frame, out bool isBroken))
        {
            peer.LastFrame = Environment.TickCount64;
            peer.HasSpoken = true;
            _endpoint.OnFrame(_clock.Now, id, frame, _outbox);
            Carry();
            if (isBroken || peer.HangsUp) return false;
        }

        return true;
    }

    private void Carry()
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            if (!_peers.TryGetValue(effect.Connection, out Peer? peer)) continue;
            if (effect.Kind == EndpointEffectKind.Send) Send(peer, _outbox.BytesOf(effect));
            else peer.HangUp();
        }

        _outbox.Clear();
    }

    private void Send(Peer peer, ReadOnlySpan<byte> frame)
    {
        FrameType type = (FrameType)frame[1];
        if (type == FrameType.Deny) _denied++;
        if (type == FrameType.Offer) _sessions++;
        _sent += frame.Length;
        if (frame.Length <= BufferPool.SmallBytes)
        {
            peer.Sender.Add(frame);
        }
        else
        {
            byte[] buffer = _large.Rent();
            frame.CopyTo(buffer);
            peer.Sender.AddLarge(buffer, frame.Length);
        }

        peer.Sender.Flush();
    }

    private void Sweep()
    {
        lock (_gate)
        {
            long now = Environment.TickCount64;
            foreach (Peer peer in _peers.Values)
                if (now - peer.LastFrame > (peer.HasSpoken ? IdleMilliseconds : FirstMilliseconds)) peer.Stream.Dispose();
        }
    }

    private static IpAddress AddressOf(IByteStream stream)
    {
        Span<byte> bytes = stackalloc byte[IpAddress.IPv6Bytes];
        System.Net.IPAddress address = stream.Remote!.Address;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        address.TryWriteBytes(bytes, out int length);
        return IpAddress.FromBytes(bytes[..length]);
    }

    private sealed class Peer(IByteStream stream, FrameSender sender)
    {
        public IByteStream Stream { get; } = stream;

        public FrameSender Sender { get; } = sender;

        public long LastFrame { get; set; } = Environment.TickCount64;

        public bool HasSpoken { get; set; }

        public bool HangsUp { get; private set; }

        /// <summary>Once what was said is sent: why it ends is a part of that.</summary>
        public void HangUp()
        {
            HangsUp = true;
            Sender.FinishWhenSent();
        }
    }
}
