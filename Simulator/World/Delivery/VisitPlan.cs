using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Delivery;

/// <summary>Who comes in a run, when, and to what.</summary>
internal sealed class VisitPlan
{
    /// <summary>Visits of one day, whose hours are those of the sun.</summary>
    private const double DaySeconds = 86_400, DegreesPerHour = 15, BusiestHour = 20;

    private readonly DeliveryWorld _world;
    private readonly DeliverySpec _spec;
    private readonly ulong _seed;
    private readonly List<DeliveredContent> _objects = [];
    private readonly List<PageContent> _pages = [];
    private readonly List<FilmContent> _films = [];
    private readonly double[] _popularity;

    public VisitPlan(DeliveryWorld world, DeliverySpec spec, ulong seed)
    {
        (_world, _spec, _seed) = (world, spec, seed);
        _popularity = new double[spec.Contents];
        double sum = 0;
        for (int m = 0; m < _popularity.Length; m++) _popularity[m] = sum += PortableMath.Pow(m + 1, -spec.Exponent);
        for (int number = 0; number < spec.Contents; number++) MakeContent(number);
        world.Gateway.Publish(world.Catalogue.All.Select(content => (content.Url, content)));
        Planned = Draw();
        Visits = [.. Planned.Select(planned => planned.Visit)];
    }

    public IReadOnlyList<PlannedVisit> Planned { get; }

    public IReadOnlyList<Visit> Visits { get; }

    /// <summary>Has everybody come at the time that was drawn.</summary>
    public void Schedule()
    {
        foreach (PlannedVisit planned in Planned) _world.Timeline.At(planned.At, planned.Visit.Begin);
    }

    /// <summary>
    /// Candidates come at the greatest rate, each from a place by its people; one stays with the rate of its place's hour over that. So many
    /// stay as the run has visits.
    /// </summary>
    private List<PlannedVisit> Draw()
    {
        RandomStream arrivals = new(_seed, StreamPurpose.Arrivals, 0);
        List<PlannedVisit> visits = [];
        double seconds = 0;
        for (long candidate = 0; visits.Count < _spec.Visits; candidate++)
        {
            bool isCrowd = 2 * visits.Count >= _spec.Visits && _spec.FlashCrowd > 1;
            seconds += arrivals.NextExponential() / (_spec.ArrivalsPerSecond * (1 + _spec.DailySwing) * (isCrowd ? _spec.FlashCrowd : 1));
            RandomStream visitor = new(_seed, StreamPurpose.Visitor, candidate);
            int place = _world.Places.DrawClient(ref visitor);
            if (visitor.NextUniform() * (1 + _spec.DailySwing) > Hour(seconds, place)) continue;
            // Of a crowd all but one in so many are new.
            bool isNew = isCrowd && visitor.NextUniform() * _spec.FlashCrowd > 1;
            int content = isNew ? 0 : Popular(ref visitor);
            visits.Add(new(
                Instant.Zero + Duration.FromSeconds(seconds), place, content, VisitOf(place, content)));
        }

        return visits;
    }

    /// <summary>What comes from a place at its time of day, over the mean.</summary>
    private double Hour(double seconds, int place)
    {
        double hour = ((seconds % DaySeconds) / 3_600) + (_world.Places.LongitudeOf(place) / DegreesPerHour);
        return 1 + (_spec.DailySwing * PortableMath.Cos((hour - BusiestHour) * double.Pi / 12));
    }

    private int Popular(ref RandomStream stream)
    {
        int found = Array.BinarySearch(_popularity, stream.NextUniform() * _popularity[^1]);
        return Math.Min(found >= 0 ? found + 1 : ~found, _popularity.Length - 1);
    }

    private Visit VisitOf(int place, int content) => _spec.Workload switch
    {
        DeliveryWorkload.Page => new PageVisit(_world, _spec, place, _pages[content]),
        DeliveryWorkload.Video => new VideoVisit(_world, _spec, place, _films[content]),
        _ => new DownloadVisit(_world, _spec, place, _objects[content]),
    };

    private void MakeContent(int number)
    {
        if (_spec.Page is { } page) _pages.Add(PageOf(page, number));
        else if (_spec.Video is { } film) _films.Add(new FilmContent(_world.Catalogue, film));
        else _objects.Add(_world.Catalogue.Add(_spec.SizeBytes));
    }

    private PageContent PageOf(PageSpec page, int number)
    {
        RandomStream sizes = new(_seed, StreamPurpose.PageAssets, number);
        DeliveredContent[] assets = new DeliveredContent[page.Assets];
        DeliveredContent html = _world.Catalogue.Add(page.HtmlBytes), worker = _world.Catalogue.Add(page.WorkerBytes);
        for (int i = 0; i < assets.Length; i++)
            assets[i] = _world.Catalogue.Add(Math.Max(1, (long)(page.AssetBytes * sizes.NextExponential())));
        return new PageContent(html, worker, assets);
    }
}
