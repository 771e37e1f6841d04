using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Faults;
using Fleek.Sim.World.Network.Links;
using Fleek.Sim.World.Network.Transport;

namespace Fleek.Sim.World.Exchange;

/// <summary>
/// One direction of the link between two endpoints, on a virtual clock: frames leave one after another at the link's rate and arrive
/// once and in order. A frame that is lost comes a retransmission time later, and all behind it wait.
/// </summary>
internal sealed class ExchangeLink
{
    /// <summary>Least wait before a frame is sent again: what common TCP stacks use, below the 1 s of RFC 6298.</summary>
    public static readonly Duration RetransmitAfter = Duration.FromMilliseconds(200);

    private static readonly UserId User = new(0);
    private static readonly NodeId Node = new(0);

    private readonly Queue<Letter> _letters = new();
    private readonly ReliableTransport _transport;
    private readonly BehaviourState[] _behaviours;
    private readonly LaneDirection _direction;
    private readonly Duration _delay;
    private readonly long _bitsPerSecond;
    private TransportState _state;
    private Instant _free = Instant.Zero, _lastArrival = Instant.Zero;

    public ExchangeLink(ExchangeTerms terms, LaneDirection direction)
    {
        LinkChain chain = terms.Loss > 0 ? new LinkChain(new BernoulliLoss(terms.Loss)) : new LinkChain();
        _behaviours = new BehaviourState[chain.Length];
        chain.Start(terms.LinkSeed, User, Node, direction, _behaviours);
        _transport = new ReliableTransport(chain, CrashPlan.None, RetransmitAfter);
        (_direction, _delay, _bitsPerSecond) = (direction, terms.Delay, terms.BitsPerSecond);
    }

    public long Frames { get; private set; }

    public long Bytes { get; private set; }

    public long Retransmissions { get; private set; }

    /// <summary>When the next frame arrives; never, if none is under way.</summary>
    public Instant NextArrival => _letters.TryPeek(out Letter next) ? next.Arrives : Instant.Never;

    /// <summary>Takes the first <paramref name="length"/> bytes of a buffer, which stays the link's until it is received.</summary>
    public void Send(Instant now, byte[] frame, int length)
    {
        Instant begins = Instant.Max(now, _free);
        _free = begins + LinkLaw.TransmitTime(length, _bitsPerSecond);
        Transmission first = new(_free, length, User, Node, _direction, 0, 0);
        LanePath path = new(_delay.Nanoseconds, _delay.Nanoseconds);
        Passage passage = _transport.Send(first, _delay, path, ref _state, _behaviours);
        Frames++;
        Bytes += length;
        Retransmissions += passage.Retransmissions;
        _lastArrival = passage.Arrival;
        _letters.Enqueue(new Letter(passage.Arrival, frame, length));
    }

    /// <summary>Nothing comes after what was sent: an arrival of length 0.</summary>
    public void End(Instant now)
    {
        Instant last = Instant.Max(now + _delay, Instant.Max(_free + _delay, _lastArrival));
        _letters.Enqueue(new Letter(last, [], 0));
    }

    /// <summary>Takes the next frame out; there is one. Its buffer is the caller's.</summary>
    public byte[] Receive(out int length)
    {
        Letter letter = _letters.Dequeue();
        length = letter.Length;
        return letter.Frame;
    }

    private readonly record struct Letter(Instant Arrives, byte[] Frame, int Length);
}
