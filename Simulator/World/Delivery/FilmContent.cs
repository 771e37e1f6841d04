using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Delivery;

/// <summary>A film: each segment in each bit rate is a content.</summary>
internal sealed class FilmContent
{
    private readonly DeliveredContent[,] _segments;

    public FilmContent(DeliveryCatalogue catalogue, VideoSpec terms)
    {
        // The last segment may be shorter, and counts as a whole one.
        Segments = (int)((terms.Length.Nanoseconds + terms.Segment.Nanoseconds - 1) / terms.Segment.Nanoseconds);
        _segments = new DeliveredContent[Segments, terms.Ladder.Count];
        for (int segment = 0; segment < Segments; segment++)
        {
            for (int rung = 0; rung < terms.Ladder.Count; rung++)
                _segments[segment, rung] = catalogue.Add((long)(terms.Ladder[rung] * terms.Segment.Seconds / 8));
        }
    }

    public int Segments { get; }

    public DeliveredContent Segment(int number, int rung) => _segments[number, rung];
}
