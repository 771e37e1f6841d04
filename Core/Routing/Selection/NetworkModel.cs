using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// What networks on the way add to the plain distance: inside one network a packet takes the way of its fibre; else it goes along the
/// predicted path, each network handing it to the next at the place where they meet that is nearest to where it got it (hot potato),
/// or, between members of an exchange that may or may not peer there, by the exchange.
/// </summary>
internal sealed class NetworkModel(RoutingView view, SelectionFeatures features, PredictorParameters parameters)
{
    private const double FibreKmPerRttMs = 100;

    private readonly List<uint> _path = [];

    /// <param name="clientAs">0 where unknown; so too the other.</param>
    /// <param name="from">Where the client is.</param>
    /// <param name="to">Where the node is.</param>
    /// <param name="km">How far they are apart.</param>
    /// <param name="plainMs">What that distance is taken for without knowledge of networks.</param>
    internal NetworkEstimate Estimate(uint clientAs, uint nodeAs, GeoPoint from, GeoPoint to, double km, double plainMs)
    {
        NetworkEstimate unknown = new(0, NetworkRelation.Unknown, -1, -1);
        if (clientAs == 0 || nodeAs == 0) return unknown;
        if (clientAs == nodeAs && Has(SelectionFeatures.SameAs)) return Of(km, 0, plainMs, NetworkRelation.SameAs, 0, -1);
        if (Has(SelectionFeatures.SameOrganisation) && AreOneOrganisation(clientAs, nodeAs))
            return Of(km, parameters.OrganisationBorders, plainMs, NetworkRelation.SameOrganisation, 1, -1);
        NetworkEstimate along = Has(SelectionFeatures.Exit) && view.Paths.TryFind(clientAs, nodeAs, _path) ? Along(from, to, km, plainMs) : unknown;
        if (!Has(SelectionFeatures.SharedExchange)) return along;
        int site = view.Map.MeetingPlace(clientAs, nodeAs, exchangesOnly: true, from, to);
        if (site < 0) return along;
        NetworkEstimate across = Of(KmBy(from, site, to), 1, plainMs, NetworkRelation.SharedExchange, 1, site);
        return across with { Ms = (parameters.ExchangeTrust * across.Ms) + ((1 - parameters.ExchangeTrust) * along.Ms) };
    }

    /// <summary>What the predicted path adds.</summary>
    private NetworkEstimate Along(GeoPoint from, GeoPoint to, double km, double plainMs)
    {
        (double pathKm, int exit, int known) = Walk(from, to);
        int borders = _path.Count - 1;
        // A way of which no border's place is known stays what the distance was taken for.
        double wayMs = known == 0 ? 0 : WayMs(Math.Min(pathKm, km + parameters.MostDetourKm), plainMs);
        if (known < borders) wayMs *= parameters.GapTrust;
        return new NetworkEstimate(parameters.PathTrust * (wayMs + BorderMs(borders)), NetworkRelation.Path, borders, exit);
    }

    /// <summary>Length of the way along the path's meeting places, as far as they are known, the first of them, and how many are.</summary>
    private (double Km, int Exit, int Known) Walk(GeoPoint from, GeoPoint to)
    {
        double km = 0;
        int exit = -1, known = 0;
        GeoPoint at = from;
        for (int i = 0; i + 1 < _path.Count; i++)
        {
            bool isLast = i + 2 == _path.Count;
            int site = view.Map.MeetingPlace(_path[i], _path[i + 1], exchangesOnly: false, at, isLast ? to : GeoPoint.Unknown);
            if (site < 0) continue;
            if (exit < 0) exit = site;
            known++;
            GeoPoint next = view.Map.Sites[site].Position;
            km += at.DistanceKm(next);
            at = next;
        }

        return (km + at.DistanceKm(to), exit, known);
    }

    private NetworkEstimate Of(double km, double borders, double plainMs, NetworkRelation relation, int passed, int exit) =>
        new(BorderMs(borders) + WayMs(km, plainMs), relation, passed, exit);

    /// <summary>By how much a way of known length differs from what the distance was taken for.</summary>
    private double WayMs(double km, double plainMs) =>
        Has(SelectionFeatures.Distance) && !double.IsNaN(km) ? (parameters.PathInflation * km / FibreKmPerRttMs) - plainMs : 0;

    private double BorderMs(double borders) => (borders - parameters.UsualBorders) * parameters.BorderMs;

    private bool AreOneOrganisation(uint a, uint b) =>
        view.OrganisationOf.TryGetValue(a, out int first) && view.OrganisationOf.TryGetValue(b, out int second) && first == second;

    private double KmBy(GeoPoint from, int site, GeoPoint to) =>
        from.DistanceKm(view.Map.Sites[site].Position) + view.Map.Sites[site].Position.DistanceKm(to);

    private bool Has(SelectionFeatures feature) => (features & feature) != 0;
}
