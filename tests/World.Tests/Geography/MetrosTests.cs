using Fleek.Sim.World.Geography;

namespace World.Tests.Geography;

public sealed class MetrosTests
{
    [Fact]
    public void There_are_more_than_three_hundred_in_every_region_largest_first_and_named_once()
    {
        Assert.InRange(Metros.All.Count, 300, 1_000);
        Assert.Equal(Metros.All.OrderByDescending(m => m.Weight), Metros.All);
        Assert.Equal(Metros.All.Count, Metros.All.Select(m => (m.Name, m.Country)).Distinct().Count());
        Assert.Equal(Enum.GetValues<Region>(), Metros.All.Select(Regions.Of).Distinct().Order());
        Assert.All(Metros.All, m => Assert.InRange(m.Latitude, -90, 90));
        Assert.All(Metros.All, m => Assert.InRange(m.Longitude, -180, 180));
        Assert.All(Metros.All, m => Assert.True(m.Weight >= 300_000));
    }

    [Fact]
    public void Suburbs_are_merged_into_the_metropolitan_area_of_their_country()
    {
        for (int a = 0; a < Metros.All.Count; a++)
            for (int b = 0; b < a; b++)
                if (Metros.All[a].Country == Metros.All[b].Country)
                    Assert.True(GreatCircle.DistanceKm(Metros.All[a], Metros.All[b]) > 50, $"{Metros.All[a]} {Metros.All[b]}");
    }

    [Theory]
    [InlineData("Tokyo", "Japan", 35.7, 139.7)]
    [InlineData("Lagos", "Nigeria", 6.5, 3.4)]
    [InlineData("Sao Paulo", "Brazil", -23.5, -46.6)]
    [InlineData("Hong Kong", "Hong Kong", 22.3, 114.2)]
    [InlineData("Sydney", "Australia", -33.9, 151.2)]
    public void Great_cities_are_where_they_are(string name, string country, double latitude, double longitude)
    {
        Place metro = Metros.All.Single(m => m.Name == name && m.Country == country);
        Assert.InRange(GreatCircle.DistanceKm(metro, metro with { Latitude = latitude, Longitude = longitude }), 0, 30);
    }

    [Theory]
    [InlineData("JP", Region.EastAsia)]
    [InlineData("Japan", Region.EastAsia)]
    [InlineData("united states", Region.NorthAmerica)]
    public void A_country_is_known_by_code_and_by_name(string country, Region region) =>
        Assert.Equal(region, Regions.Of(new Place("x", country, 0, 0, 1)));

    [Fact]
    public void A_place_of_no_known_country_takes_the_region_of_the_nearest_metropolitan_area()
    {
        Assert.Equal(Region.SouthAmerica, Regions.Of(new Place("x", "", -20, -50, 1)));
        Assert.Equal(Region.Europe, Regions.Of(new Place("x", "Nowhere", double.NaN, double.NaN, 1)));
    }
}
