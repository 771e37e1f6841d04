using CsCheck;
using Fleek.Core.Incentives;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core.Incentives;

/// <summary>Games of location for tests.</summary>
internal static class Games
{
    /// <summary>Amounts of every size, with many that are 0, equal to each other or multiples of each other.</summary>
    public static readonly Gen<long> Amount = Gen.Frequency(
        (3, Gen.Long[0, 12]), (2, Gen.Long[0, 1000].Select(n => n * 720_720)), (2, Gen.Long[0, long.MaxValue]),
        (1, Gen.Const(long.MaxValue)), (1, Gen.Const(0L)));

    public static readonly Gen<long[]> Demand = Amount.Array[1, 40];

    public static LocationGame Of(params IReadOnlyList<long> demand) => new([.. demand.Select(v => new Credits(v))]);

    public static LocationGame Of(IReadOnlyList<long> demand, IReadOnlyList<long> costs) =>
        new([.. demand.Select(v => new Credits(v))], [.. costs.Select(c => new Credits(c))]);

    /// <summary>The whole parts of v / m.</summary>
    public static long[] Zipf(int regions, long v = 720_720_000_000_000) => [.. Enumerable.Range(1, regions).Select(m => v / m)];

    /// <summary>Plays until nobody moves; fails if that does not happen.</summary>
    public static LocationDynamics PlayToRest(LocationGame game, LocationTerms terms, IReadOnlyList<int> start, ulong seed = 1)
    {
        LocationDynamics dynamics = new(game, terms, start, seed);
        while (!dynamics.IsAtRest)
        {
            Assert.True(dynamics.Rounds < 100_000, "nodes do not come to rest");
            dynamics.PlayRound();
        }

        return dynamics;
    }
}
