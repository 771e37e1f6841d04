using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Delivery;

/// <summary>
/// A film, segment by segment: the greatest bit rate that is at most a share of what the last segments came with, the next one as soon as
/// there is room ahead. It begins with the lowest, plays when the first is there, and stands still where the next is not.
/// </summary>
internal sealed class VideoVisit(DeliveryWorld world, DeliverySpec spec, int place, FilmContent film)
    : Visit(world, spec, place)
{
    /// <summary>Of the throughput that is expected, which a bit rate may take; and the weight of the last segment in it.</summary>
    private const double Caution = 0.8, Newest = 0.4;

    private readonly VideoSpec _terms = spec.Video!;
    private Instant _playedOut;
    private double _throughput;
    private int _next, _rung;
    private long _bits;

    public Duration? StartUp { get; private set; }

    /// <summary>How long it stood still.</summary>
    public Duration Stalled { get; private set; }

    /// <summary>Of what was shown, in bits a second.</summary>
    public double BitRate => _bits / (_next * _terms.Segment.Seconds);

    protected override void Start()
    {
        if (IsDirect) OpenSession(NextSegment);
        else NextSegment();
    }

    private void NextSegment()
    {
        Instant asked = Now;
        DeliveredContent segment = film.Segment(_next, _rung);
        Want(segment, () => Arrived(segment, asked));
    }

    private void Arrived(DeliveredContent segment, Instant asked)
    {
        StartUp ??= Now - Began;
        if (_next > 0 && Now > _playedOut) Stalled += Now - _playedOut;
        _playedOut = Instant.Max(Now, _next == 0 ? Now : _playedOut) + _terms.Segment;
        _bits += segment.Bytes * 8;
        if (++_next == film.Segments)
        {
            End();
            return;
        }

        double seen = segment.Bytes * 8 / Math.Max((Now - asked).Seconds, 1e-9);
        _throughput = _next == 1 ? seen : (Newest * seen) + ((1 - Newest) * _throughput);
        _rung = 0;
        while (_rung + 1 < _terms.Ladder.Count && _terms.Ladder[_rung + 1] <= Caution * _throughput) _rung++;
        Instant room = _playedOut + _terms.Segment - _terms.Buffer;
        if (room > Now) After(room - Now, NextSegment);
        else NextSegment();
    }
}
