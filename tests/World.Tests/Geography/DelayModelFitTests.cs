using System.Globalization;
using System.Text;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.World.Geography;
using Fleek.Tests;

namespace World.Tests.Geography;

/// <summary>The model against measured city pairs of which the fit saw one half; judged on the other.</summary>
public sealed class DelayModelFitTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.10;

    private static readonly Lazy<(PathStatistics Real, PathStatistics Modelled)> HeldOut = new(() => Compare(heldOutOnly: true));
    private static readonly Lazy<(PathStatistics Real, PathStatistics Modelled)> All = new(() => Compare(heldOutOnly: false));

    [Theory]
    [InlineData("RTT p10, ms")]
    [InlineData("RTT p50, ms")]
    [InlineData("RTT p90, ms")]
    public void Percentiles_of_the_held_out_pairs_are_within_a_tenth(string figure)
    {
        (PathStatistics real, PathStatistics modelled) = HeldOut.Value;
        Assert.InRange(modelled[figure], real[figure] * (1 - Tolerance), real[figure] * (1 + Tolerance));
    }

    [Fact]
    public void What_paths_look_like_is_near_the_real_ones()
    {
        (PathStatistics real, PathStatistics modelled) = HeldOut.Value;
        Assert.InRange(modelled["triangle violations"], real["triangle violations"] - 0.02, real["triangle violations"] + 0.02);
        Assert.InRange(modelled["pairs with a faster detour"] - real["pairs with a faster detour"], -0.1, 0.1);
        Assert.InRange(modelled["correlation of distance and RTT"] - real["correlation of distance and RTT"], -0.05, 0.05);
        foreach (int k in PathStatistics.Candidates)
            Assert.InRange(modelled[PathStatistics.NearestOf(k)] - real[PathStatistics.NearestOf(k)], -0.1, 0.1);
    }

    [Fact]
    public void The_table_in_the_documentation_is_the_one_computed_here()
    {
        string table = Table();
        output.WriteLine(table);
        string document = File.ReadAllText(Path.Combine(DataFolder.Repository, "docs", "delay-model.md"));
        Assert.Contains(table, document);
    }

    private static string Table()
    {
        var table = new StringBuilder("| figure | real, held out | model | real, all pairs | model |\n|---|---|---|---|---|\n");
        for (int row = 0; row < HeldOut.Value.Real.Figures.Count; row++)
        {
            (string name, string format, double real) = HeldOut.Value.Real.Figures[row];
            double[] values =
            [
                real,
                HeldOut.Value.Modelled.Figures[row].Value,
                All.Value.Real.Figures[row].Value,
                All.Value.Modelled.Figures[row].Value,
            ];
            table.Append($"| {name} ");
            foreach (double value in values) table.Append($"| {value.ToString(format, CultureInfo.InvariantCulture)} ");
            table.Append("|\n");
        }

        return table.ToString();
    }

    private static (PathStatistics Real, PathStatistics Modelled) Compare(bool heldOutOnly)
    {
        RttTable table = RttFile.Load(DataFolder.File("latency", "pings-2020-07-19-2020-07-20-grouped.csv.xz"));
        int[] located = [.. Enumerable.Range(0, table.Places.Count).Where(i => !double.IsNaN(table.Places[i].Latitude))];
        Place[] places =
            [.. located.Select(i => table.Places[i]).Select(p => new Place(p.Name, p.Country, p.Latitude, p.Longitude, 1))];
        int count = places.Length;
        double[,] real = new double[count, count], modelled = new double[count, count], km = new double[count, count];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                RttSample? there = table[located[a], located[b]], back = table[located[b], located[a]];
                bool present = a != b && there is not null && (!heldOutOnly || IsHeldOut(Math.Min(a, b), Math.Max(a, b)));
                real[a, b] = present ? (there!.Value.AvgMs + back!.Value.AvgMs) / 2 : double.NaN;
                modelled[a, b] = present ? DelayModel.RttMs(places[a], places[b]) : double.NaN;
                km[a, b] = GreatCircle.DistanceKm(places[a], places[b]);
            }
        }

        return (PathStatistics.Of(real, km), PathStatistics.Of(modelled, km));
    }

    /// <summary>One half of the pairs, by a coin that depends on nothing but the two; the fit used the other half.</summary>
    private static bool IsHeldOut(int lower, int upper) =>
        (new RandomStream(2020, 0, (lower * 4096L) + upper).NextBits() & 1) == 1;
}
