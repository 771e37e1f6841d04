using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Geography;

/// <summary>What the delay model knows of a place: a function of its name, country and position, not of its weight.</summary>
/// <param name="Id">Key of the place's draws.</param>
/// <param name="CountryId">Key of its country's draws.</param>
/// <param name="LogFactor">Natural logarithm of the place's share in the length of every path from it.</param>
/// <param name="AccessMs">What its access network adds to every round trip.</param>
internal readonly record struct PlaceTraits(ulong Id, ulong CountryId, Region Region, double LogFactor, double AccessMs)
{
    internal static PlaceTraits Of(Place place)
    {
        ulong country = PairKey.Hash(PairKey.Start, Regions.CanonicalName(place.Country));
        ulong id = PairKey.Hash(country, place.Name);
        id = PairKey.Hash(id, (long)Math.Round(place.Latitude * 1e4), (long)Math.Round(place.Longitude * 1e4));
        var stream = new RandomStream(DelayModel.Seed, DelayModel.PlacePurpose, PairKey.Entity(id));
        double factor = DelayModel.PlaceLogSd * stream.NextNormal();
        double access = DelayModel.AccessMeanMs * stream.NextExponential();
        if (stream.NextUniform() < DelayModel.PoorAccessShare) access += DelayModel.PoorAccessMeanMs * stream.NextExponential();
        return new PlaceTraits(id, country, Regions.Of(place), factor, access);
    }
}
