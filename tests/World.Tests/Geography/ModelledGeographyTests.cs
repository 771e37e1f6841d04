using Fleek.Core.Primitives;
using Fleek.Sim.World.Geography;

namespace World.Tests.Geography;

public sealed class ModelledGeographyTests
{
    private static readonly ModelledGeography World = ModelledGeography.World;

    [Fact]
    public void Delays_are_symmetric_positive_and_never_faster_than_light_in_fibre()
    {
        for (int a = 0; a < World.Places.Count; a++)
        {
            Assert.Equal(Duration.FromSeconds(DelayModel.WithinPlaceRttMs / 2e3), World.OneWayDelay(a, a));
            for (int b = 0; b < a; b++)
            {
                Duration there = World.OneWayDelay(a, b);
                Assert.Equal(there, World.OneWayDelay(b, a));
                // A delay is a whole number of nanoseconds: half of one may be rounded away.
                double fibreNs = GreatCircle.DistanceKm(World.Places[a], World.Places[b]) / 200 * 1e6;
                Assert.InRange(there.Nanoseconds, fibreNs - 0.5, 1e9);
            }
        }
    }

    [Fact]
    public void Adding_places_or_users_moves_nobodys_delay()
    {
        Place[] some = [.. Metros.All.Where((_, i) => i % 3 == 0).Reverse().Select(p => p with { Weight = p.Weight * 2 })];
        var fewer = new ModelledGeography(some);
        var indexOf = Metros.All.Select((p, i) => (p, i)).ToDictionary(t => (t.p.Name, t.p.Country), t => t.i);
        for (int a = 0; a < some.Length; a++)
            for (int b = 0; b < some.Length; b++)
                Assert.Equal(
                    World.OneWayDelay(indexOf[(some[a].Name, some[a].Country)], indexOf[(some[b].Name, some[b].Country)]),
                    fewer.OneWayDelay(a, b));
    }

    [Fact]
    public void A_country_by_code_and_by_name_is_the_same_place()
    {
        Place tokyo = Metros.All.Single(p => p.Name == "Tokyo"), london = Metros.All.Single(p => p.Name == "London");
        Assert.Equal(
            DelayModel.RttMs(tokyo, london), DelayModel.RttMs(tokyo with { Country = "JP" }, london with { Country = "GB" }));
    }

    /// <summary>A golden sum: a constant or a draw that moves, moves every result of every scenario.</summary>
    [Fact]
    public void Delays_are_the_same_bits_in_every_process_and_on_every_machine()
    {
        ulong hash = 0xCBF29CE484222325;
        for (int a = 0; a < World.Places.Count; a++)
            for (int b = 0; b < World.Places.Count; b++)
                hash = unchecked((hash ^ (ulong)World.OneWayDelay(a, b).Nanoseconds) * 0x100000001B3);
        Assert.Equal("5CCAE9AB577D5BEB", hash.ToString("X16"));
    }

    [Fact]
    public void Farther_is_slower_on_the_whole()
    {
        int london = Metros.All.ToList().FindIndex(p => p.Name == "London");
        double near = Mean(london, 0, 1_500), middle = Mean(london, 4_000, 7_000), far = Mean(london, 9_000, 12_000);
        Assert.True(near < middle && middle < far);
    }

    [Fact]
    public void A_place_without_position_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ModelledGeography([new Place("x", "", double.NaN, double.NaN, 1)]));

    private static double Mean(int from, double leastKm, double mostKm) => Enumerable.Range(0, World.Places.Count)
        .Where(to => to != from)
        .Where(to => GreatCircle.DistanceKm(World.Places[from], World.Places[to]) is var km && km >= leastKm && km < mostKm)
        .Average(to => World.OneWayDelay(from, to).Milliseconds);
}
