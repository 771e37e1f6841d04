using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Nodes;

/// <content>Connections: taken, read, held back, and ended with a reason that is counted.</content>
public sealed partial class NodeHost
{
    private readonly List<NodePeer> _lost = [];

    private void OnAccepted(IByteStream stream)
    {
        Counters.Accept();
        DisconnectReason reason = _state switch
        {
            NodeHostState.Draining => DisconnectReason.Drained,
            NodeHostState.LogFailed => DisconnectReason.LogFailed,
            _ => _counts.TryOpen(stream.Remote?.Address),
        };
        if (reason != DisconnectReason.None)
        {
            Counters.Closed(reason, default);
            stream.Dispose();
            return;
        }

        NodePeer peer = new(++_lastPeer, stream, _inbox, _small, _large);
        _peers.Add(peer.Id, peer);
        Counters.Opened(_peers.Count);
        Receive(peer);
    }

    /// <summary>Receives as long as something is there, a few times; then the connection waits for its turn.</summary>
    private void Receive(NodePeer peer)
    {
        for (int i = 0; i < ReceivesInARow; i++)
        {
            if (peer.IsReceiving || peer.IsClosed) return;
            if (!peer.IsFinishing && peer.Sender.Unsent > UnsentAllowed)
            {
                peer.IsHeldBack = true;
                // What was waited for may have been sent meanwhile.
                if (peer.Sender.Unsent > UnsentAllowed) return;
                peer.IsHeldBack = false;
            }

            if (!peer.Receive()) return;
            if (!OnReceived(peer)) return;
        }

        _inbox.Post(new NodeEvent(NodeEventKind.Sent, peer));
    }

    /// <summary>A window of chunks may wait, and some small frames: who has more does not read.</summary>
    private long UnsentAllowed => ((long)_options.Endpoint.Business.WindowChunks * FrameHeader.MaxFrameLength) + HeldBackAt;

    /// <summary>Takes what came on a connection; false if it is closed.</summary>
    private bool OnReceived(NodePeer peer)
    {
        int came = peer.Received();
        if (came <= 0 || peer.IsFinishing)
        {
            Close(peer, came == 0 ? DisconnectReason.PeerClosed : DisconnectReason.Broken);
            return false;
        }

        Counters.Received(came);
        while (!peer.IsFinishing && !peer.IsClosed && peer.Reader.TryNext(out ReadOnlySpan<byte> frame, out bool isBroken))
        {
            peer.LastFrame = Environment.TickCount64;
            FrameType type = (FrameType)frame[1];
            Counters.Frame(type);
            PublicKey? payer = null;
            if (!isBroken && type == FrameType.Hello && !MayOpen(peer, frame, out payer)) break;
            int refusals = peer.Refusals;
            _endpoint.OnFrame(_clock.Now, peer.Id, frame, _outbox);
            Carry();
            if (payer is { } key && peer.Refusals == refusals && !peer.IsClosed) Count(peer, key);
            if (isBroken) HangUp(peer, DisconnectReason.Malformed);
            else if (peer.Refusals > _options.Limits.Refusals) HangUp(peer, DisconnectReason.Refused);
        }

        return !peer.IsClosed;
    }

    /// <summary>Whether a HELLO is worth checking: its payer has not too many connections.</summary>
    private bool MayOpen(NodePeer peer, ReadOnlySpan<byte> frame, out PublicKey? payer)
    {
        payer = null;
        if (peer.Payer is not null || HelloFrame.TryRead(frame[FrameHeader.Length..], out HelloFrame hello) != FrameError.None) return true;
        payer = hello.Grant.Grant.Payer;
        if (_counts.MayAdd(hello.Grant.Grant.Payer)) return true;
        HangUp(peer, DisconnectReason.TooManyOfPayer);
        return false;
    }

    /// <summary>The endpoint took its HELLO, whose grant the payer signed: who has no such grant cannot use up a payer's connections.</summary>
    private void Count(NodePeer peer, in PublicKey payer)
    {
        _counts.Add(payer);
        peer.Payer = payer;
    }

    private void OnSent(NodePeer peer)
    {
        if (peer.IsBroken)
        {
            Close(peer, DisconnectReason.Broken);
            return;
        }

        if (peer.IsHeldBack || !peer.IsReceiving)
        {
            peer.IsHeldBack = false;
            Receive(peer);
        }
    }

    /// <summary>
    /// Ends this side of a connection once what was sent on it is sent, and takes nothing more from it. It is closed when the peer has ended
    /// its side too, or after a while: closed at once, what the peer has not read yet could be lost.
    /// </summary>
    private void HangUp(NodePeer peer, DisconnectReason reason)
    {
        if (peer.IsFinishing || peer.IsClosed) return;
        peer.IsFinishing = true;
        peer.Reason = reason;
        peer.FinishBy = Environment.TickCount64 + LingerMilliseconds;
        peer.Sender.FinishWhenSent();
        Receive(peer);
    }

    /// <summary>Ends a connection now.</summary>
    private void Close(NodePeer peer, DisconnectReason reason)
    {
        if (peer.IsClosed) return;
        peer.IsClosed = true;
        Counters.Closed(peer.Reason != DisconnectReason.None ? peer.Reason : reason, peer.Stream.Kernel);
        _peers.Remove(peer.Id);
        _counts.Close(peer.Stream.Remote?.Address, peer.Payer);
        Counters.Opened(_peers.Count);
        peer.Sender.Break();
        peer.Stream.Dispose();
        _endpoint.OnClosed(_clock.Now, peer.Id, _outbox);
        Carry();
    }

    private void CloseLost()
    {
        while (_lost.Count > 0)
        {
            NodePeer peer = _lost[^1];
            _lost.RemoveAt(_lost.Count - 1);
            Close(peer, DisconnectReason.ContentLost);
        }
    }

    /// <summary>Ends what takes too long, and the slowest reader where all together hold too much.</summary>
    private void Sweep()
    {
        long now = Environment.TickCount64, unsent = 0;
        _nextSweep = now + SweepMilliseconds;
        ConnectionLimits limits = _options.Limits;
        NodePeer? slowest = null;
        List<(NodePeer Peer, DisconnectReason Reason)> over = [];
        foreach (NodePeer peer in _peers.Values)
        {
            long held = peer.Sender.Unsent;
            unsent += held;
            if (held > 0 && (slowest is null || held > slowest.Sender.Unsent)) slowest = peer;
            DisconnectReason reason =
                peer.IsFinishing && now > peer.FinishBy ? peer.Reason
                : held > 0 && now - peer.Sender.Progress > limits.SlowReader.TotalMilliseconds ? DisconnectReason.SlowReader
                : !peer.HasSession && now - peer.Opened > limits.NoSession.TotalMilliseconds ? DisconnectReason.NoSession
                : now - peer.LastFrame > limits.Idle.TotalMilliseconds ? DisconnectReason.Idle
                : DisconnectReason.None;
            if (reason != DisconnectReason.None) over.Add((peer, reason));
        }

        Counters.Unsent(unsent);
        if (unsent > limits.UnsentBytes && slowest is not null) over.Add((slowest, DisconnectReason.MemoryPressure));
        foreach ((NodePeer peer, DisconnectReason reason) in over) Close(peer, reason);
        bool stale = _endpoint.IsStale(_clock.Now);
        if (stale && !_wasStale) Counters.Stale();
        _wasStale = stale;
    }

    private bool _wasStale = true;
}
