using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Network.Connections;

/// <summary>
/// One direction of a connection: segments leave one after another at the link's rate, no more of them unacknowledged than the window, which
/// grows by what is acknowledged (slow start) up to its most. All of it is decided when a message is sent: the link is the connection's own.
/// </summary>
/// <remarks>Acknowledgements take a delay and no room; nothing is lost, so that slow start has no other end than the greatest window.</remarks>
internal sealed class Pipe
{
    private readonly Queue<(long AckNs, int Bytes)> _underWay = new();
    private readonly TransportTerms _terms;
    private readonly Duration _delay;
    private readonly long _bitsPerSecond;
    private Instant _free = Instant.Zero;
    private long _window, _unacknowledged;

    /// <param name="delay">One way.</param>
    /// <param name="bitsPerSecond">Of the link; 0 is without limit.</param>
    public Pipe(TransportTerms terms, Duration delay, long bitsPerSecond)
    {
        (_terms, _delay, _window) = (terms, delay, terms.InitialWindowBytes);
        long cap = terms.CapBitsPerSecond;
        _bitsPerSecond = cap == 0 || (bitsPerSecond > 0 && bitsPerSecond < cap) ? bitsPerSecond : cap;
    }

    /// <summary>Data so far, without headers.</summary>
    public long DataBytes { get; private set; }

    /// <summary>Segments with their headers.</summary>
    public long WireBytes { get; private set; }

    /// <summary>Sends a message behind all that was sent before.</summary>
    /// <returns>When its last byte arrives.</returns>
    public Instant Send(Instant now, long bytes)
    {
        long left = bytes;
        Instant arrives;
        do
        {
            int data = (int)Math.Min(left, _terms.SegmentBytes);
            Instant leaves = Leave(Instant.Max(now, _free), data);
            _free = leaves + LinkLaw.TransmitTime(data + _terms.HeaderBytes, _bitsPerSecond);
            arrives = _free + _delay;
            _underWay.Enqueue(((arrives + _delay).Nanoseconds, data));
            _unacknowledged += data;
            DataBytes += data;
            WireBytes += data + _terms.HeaderBytes;
            left -= data;
        }
        while (left > 0);
        return arrives;
    }

    /// <summary>When a segment may leave: once the window has room for it, or nothing is under way.</summary>
    private Instant Leave(Instant at, int data)
    {
        while (_underWay.TryPeek(out (long AckNs, int Bytes) oldest))
        {
            if (oldest.AckNs > at.Nanoseconds)
            {
                if (_unacknowledged + data <= _window) break;
                at = new(oldest.AckNs);
            }

            _underWay.Dequeue();
            _unacknowledged -= oldest.Bytes;
            _window = Math.Min(_window + oldest.Bytes, _terms.WindowBytes);
        }

        return at;
    }
}
