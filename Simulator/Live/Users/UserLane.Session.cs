using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Users;

/// <content>One connection of the lane, from HELLO to its end.</content>
public sealed partial class UserLane
{
    private async Task ServeAsync(IByteStream stream)
    {
        FrameReader reader = new(FrameHeader.MaxFrameLength, _host.Large);
        Open(stream);
        try
        {
            while (true)
            {
                int came = await stream.ReceiveAsync(reader.Room()).ConfigureAwait(false);
                if (came == 0) break;
                reader.Came(came);
                Counters.Received(came);
                if (!Take(reader)) break;
            }
        }
        catch (Exception e) when (e is not InvariantViolationException)
        {
            Broke(); // the network's errors are many; each ends this connection
        }
        finally
        {
            reader.Release();
            Close(stream);
        }
    }

    /// <summary>A connection that this end gave up did not break.</summary>
    private void Broke()
    {
        lock (_gate)
        {
            if (!_course.IsOver && !_stop.IsCancellationRequested) Counters.Broke();
        }
    }

    private void Open(IByteStream stream)
    {
        lock (_gate)
        {
            _course.Connect();
            _stream = stream;
            _sender = new FrameSender(stream, _host.Small, _host.Large, static _ => { }); // who fails to send will fail to receive
            _lastCame = Environment.TickCount64;
            _client.OnConnected(_host.Now, ++_connection, _outbox);
            Carry();
        }
    }

    private void Close(IByteStream stream)
    {
        lock (_gate)
        {
            Counters.Closed(stream.Kernel);
            _sender!.Break();
            stream.Dispose();
            (_stream, _sender) = (null, null);
            _client.OnClosed(_host.Now, _outbox);
            Carry();
        }
    }

    /// <summary>Takes all whole frames; false if the connection is not wanted any more.</summary>
    private bool Take(FrameReader reader)
    {
        lock (_gate)
        {
            _lastCame = Environment.TickCount64;
            while (reader.TryNext(out ReadOnlySpan<byte> frame, out bool isBroken))
            {
                FrameType type = (FrameType)frame[1];
                if (type == FrameType.Chunk) Counters.Chunk();
                _client.OnFrame(_host.Now, frame, _outbox);
                Carry();
                if (type == FrameType.Refuse) Counters.Refused();
                _course.Take(frame, isBroken);
            }

            return !_course.HangsUp;
        }
    }

    /// <summary>Carries out what the endpoint wants; under the lane's lock.</summary>
    private void Carry()
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            ReadOnlySpan<byte> frame = _outbox.BytesOf(effect);
            _course.Carry(effect, frame);
            switch (effect.Kind)
            {
                case EndpointEffectKind.Send:
                    if ((FrameType)frame[1] is FrameType.Pay or FrameType.PaySigned) Counters.Pay();
                    _sender?.Add(frame);
                    break;
                case EndpointEffectKind.Deliver:
                    ReadOnlySpan<byte> plain = _client.PlaintextOf(effect);
                    Counters.Deliver(plain.Length);
                    _host.Sink.Deliver(this, new DeliveredBlock(effect.Content, effect.Block, effect.Number, _host.Now), plain);
                    break;
                case EndpointEffectKind.HangUp:
                    break; // the lane's course says when
                case EndpointEffectKind.Stopped:
                    if (_client.Refusal != RefuseReason.None) _host.Sink.Refused(this, _client.Refusal);
                    break; // the endpoint says why
                default:
                    Invariant.Break("user lane: an effect that is not a client's");
                    break;
            }
        }

        _outbox.Clear();
        _sender?.Flush();
    }
}
