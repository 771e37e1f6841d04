using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Population;
using TraceHash = Fleek.Sim.Kernel.TraceHash;

namespace Fleek.Sim.World.Studies;

/// <summary>One run of a study of how far clients are from the nearest node.</summary>
internal sealed class CoverageStudy(Scenario scenario, CoverageSpec coverage, ulong seed, StudyLists lists)
{
    /// <summary>
    /// Places nearer than this are one metropolitan area, as in the table of <see cref="Metros"/>: the delay model tells of pairs
    /// farther apart.
    /// </summary>
    internal const double MetropolitanKm = 60;

    private const int ClientsBetweenLooks = 256;

    public RunResult Run(RunObserver? observer, CancellationToken cancel)
    {
        IReadOnlyList<Place> sites = NodeSites.Of(coverage, scenario.Nodes, seed, lists);
        NearestSite nearest = new(sites);
        PlaceDraw draw = new(lists.Places);
        Dictionary<Place, PlaceTraits> traits = [];
        UnitSample km = new(coverage.Clients), rttMs = new(coverage.Clients);
        TraceHash hash = default;
        for (int number = 0; number < coverage.Clients; number++)
        {
            if (number % ClientsBetweenLooks == 0) cancel.ThrowIfCancellationRequested();
            Place client = Client(draw, number), site = sites[nearest.To(client)];
            double distanceKm = GreatCircle.DistanceKm(client, site);
            double roundTripMs = distanceKm < MetropolitanKm
                ? DelayModel.WithinPlaceRttMs : DelayModel.RttMs(distanceKm, Of(client), Of(site));
            km.Add(distanceKm);
            rttMs.Add(roundTripMs);
            hash.Add(number, 0, BitConverter.DoubleToInt64Bits(distanceKm), BitConverter.DoubleToInt64Bits(roundTripMs));
            observer?.See(hash.Value);
        }

        Dictionary<string, MeasureValue> measures = new()
        {
            [Measures.NearestKm] = km.Mean(),
            [Measures.NearestP95Km] = km.Percentile(0.95),
            [Measures.NearestRtt] = rttMs.Mean(),
            [Measures.NearestRttP50] = rttMs.Percentile(0.5),
            [Measures.NearestRttP95] = rttMs.Percentile(0.95),
            [Measures.Sites] = new(sites.Count, double.NaN, 1),
        };
        return new RunResult(measures, hash.Value, coverage.Clients, 0) { DecisionHash = hash.Value };

        PlaceTraits Of(Place place)
        {
            if (!traits.TryGetValue(place, out PlaceTraits known)) traits[place] = known = PlaceTraits.Of(place);
            return known;
        }
    }

    private Place Client(PlaceDraw draw, int number)
    {
        if (coverage.OnSphere) return NodeSites.Anywhere(seed, StreamPurpose.CoverageClient, number);
        RandomStream stream = new(seed, StreamPurpose.CoverageClient, number);
        return lists.Places[draw.Next(ref stream)];
    }
}
