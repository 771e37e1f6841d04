using System.Net;
using System.Net.Sockets;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Gateways;

/// <summary>A device's connection to its gateway: drives Core's <see cref="GatewaySession"/>. A session that is open needs it no more than to notify.</summary>
public sealed class GatewayLink : IAsyncDisposable
{
    private readonly IByteStream _stream;
    private readonly FrameSender _sender;
    private readonly EndpointOutbox _outbox = new();
    private readonly LiveClock _clock = new();
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _listening;

    private GatewayLink(IByteStream stream, GatewaySession session)
    {
        (_stream, Session) = (stream, session);
        _sender = new FrameSender(stream, new BufferPool(BufferPool.SmallBytes, 2), BufferPool.OfFrames(0), static _ => { });
        lock (_gate)
        {
            session.Ask(_clock.Now, 1, null, _outbox);
            Carry();
        }

        _listening = ListenAsync();
    }

    /// <summary>Read under <see cref="Read{T}"/> while this link is open.</summary>
    private GatewaySession Session { get; }

    /// <summary>Connects, asks, and checks every word of the answer.</summary>
    /// <param name="device">Signs for the device.</param>
    /// <exception cref="GatewayRefusedException">The gateway said no, or broke the protocol.</exception>
    /// <exception cref="SocketException">It is not reached.</exception>
    public static async Task<GatewayLink> OpenAsync(IPEndPoint at, GatewaySessionOptions options, ISigner device, CancellationToken cancel)
    {
        IByteStream stream = await TcpByteStream.ConnectAsync(at, cancel).ConfigureAwait(false);
        GatewayLink link = new(stream, new GatewaySession(options, device, new Ed25519Verifier(), new SystemRandomBytes()));
        try
        {
            await link._opened.Task.WaitAsync(cancel).ConfigureAwait(false);
            return link;
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks the session something between two frames.</summary>
    public T Read<T>(Func<GatewaySession, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        lock (_gate) return question(Session);
    }

    /// <summary>Tells the gateway what was delivered so far.</summary>
    public void Notify(bool wantsMore)
    {
        lock (_gate)
        {
            Session.Notify(wantsMore, _outbox);
            Carry();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stream.Dispose();
        await _listening.ConfigureAwait(false);
    }

    private async Task ListenAsync()
    {
        FrameReader reader = new(FrameHeader.MaxFrameLength, BufferPool.OfFrames(0));
        try
        {
            while (true)
            {
                int came = await _stream.ReceiveAsync(reader.Room()).ConfigureAwait(false);
                if (came == 0) break;
                reader.Came(came);
                if (!Take(reader)) break;
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Nobody is there to hear more.
        }

        _opened.TrySetException(new GatewayRefusedException("the gateway ended the connection before it answered"));
        _ = _opened.Task.Exception; // seen: nobody may be waiting
    }

    private bool Take(FrameReader reader)
    {
        lock (_gate)
        {
            while (reader.TryNext(out ReadOnlySpan<byte> frame, out bool isBroken))
            {
                if (isBroken) return false;
                Session.OnFrame(_clock.Now, frame, _outbox);
                Carry();
                if (Session.State == SessionState.Ready) _opened.TrySetResult();
                if (Session.State != SessionState.Closed) continue;
                string why = Session.Fault != SessionFault.None ? $"the gateway broke the protocol: {Session.Fault}" : $"the gateway refuses: {Session.Denial}";
                _opened.TrySetException(new GatewayRefusedException(why));
                return false;
            }

            return true;
        }
    }

    private void Carry()
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            if (effect.Kind == EndpointEffectKind.Send) _sender.Add(_outbox.BytesOf(effect));
        }

        _outbox.Clear();
        _sender.Flush();
    }
}
