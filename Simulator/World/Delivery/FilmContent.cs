using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Delivery;

/// <summary>A film: each segment in each bit rate is a content, made when somebody wants it first.</summary>
internal sealed class FilmContent(DeliveryCatalogue catalogue, VideoSpec terms)
{
    private readonly Dictionary<(int Segment, int Rung), DeliveredContent> _made = [];

    /// <summary>The last may be shorter, and counts as a whole one.</summary>
    public int Segments { get; } = (int)((terms.Length.Nanoseconds + terms.Segment.Nanoseconds - 1) / terms.Segment.Nanoseconds);

    public DeliveredContent Segment(int number, int rung)
    {
        if (_made.TryGetValue((number, rung), out DeliveredContent? known)) return known;
        DeliveredContent content = catalogue.Add((long)(terms.Ladder[rung] * terms.Segment.Seconds / 8));
        _made.Add((number, rung), content);
        return content;
    }
}
