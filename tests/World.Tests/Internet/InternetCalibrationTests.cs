using System.Globalization;
using System.Text;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Internet;
using Fleek.Tests;
using World.Tests.Geography;

namespace World.Tests.Internet;

/// <summary>The synthetic Internet beside real statistics: the tables of docs/routing.md, which FLEEK_SIM_UPDATE_GOLDEN=1 writes anew.</summary>
public sealed class InternetCalibrationTests(ITestOutputHelper output)
{
    private const ulong Seed = 1;

    /// <summary>A graph large enough for tails; delays are those of the scenarios' default size.</summary>
    private static readonly InternetSize ForGraphs = new(10_000, 200), ForDelays = new(2_000, 80);

    private static readonly string Page = Path.Combine(DataFolder.Repository, "docs", "routing.md");

    [Fact]
    public void The_graph_that_collectors_see_is_like_the_real_one()
    {
        InternetTruth truth = SyntheticInternet.Build(ForGraphs, InternetParameters.Calibrated, Seed);
        PathCollector seen = new();
        MrtReader reader = new(seen);
        byte[] dump = new CollectorView(truth, 60, 0.2, Seed).Write();
        reader.Finish(dump.AsSpan(reader.Read(dump)));
        AsGraph visible = AsGraph.Build(seen.Links.Select(l =>
            truth.Graph.LinkBetween(truth.Graph.IndexOf(l.Item1), truth.Graph.IndexOf(l.Item2))!.Value), out _);
        AsGraph real = AsGraph.Build(AsRelationshipFile.Load(DataFolder.File("asrel", "20240101.as-rel.txt.bz2")).Links, out _);
        TopologyStatistics found = TopologyStatistics.Of(real), made = TopologyStatistics.Of(visible), all = TopologyStatistics.Of(truth.Graph);
        PathCollector jinx = Paths("routeviews.route-views.jinx.ribs.1401487200.bz2"), views = Paths("rib.20140523.0600_firstMB.bz2");

        StringBuilder table = new("| figure | real | generated, as collectors see it | generated, in truth |\n|---|---|---|---|\n");
        table.Append(CultureInfo.InvariantCulture, $"| systems | {real.Count} | {visible.Count} | {truth.Graph.Count} |\n");
        table.Append(CultureInfo.InvariantCulture, $"| links | {real.Links} | {visible.Links} | {truth.Graph.Links} |\n");
        for (int i = 0; i < found.Figures.Count; i++)
            table.Append($"| {found.Figures[i].Name} | {Shown(found.Figures[i])} | {Shown(made.Figures[i])} | {Shown(all.Figures[i])} |\n");
        foreach ((string name, Func<List<int>, double> figure) in (ReadOnlySpan<(string, Func<List<int>, double>)>)[
            ("systems on a path, mean (JINX / route-views2 2014)", lengths => lengths.Average()),
            ("systems on a path, p10", lengths => At(lengths, 0.1)), ("systems on a path, p90", lengths => At(lengths, 0.9)),
            ("systems on a path, p99", lengths => At(lengths, 0.99))])
        {
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {figure(jinx.Lengths):0.##} / {figure(views.Lengths):0.##} | {figure(seen.Lengths):0.##} | |\n");
        }

        Check("graph", table.ToString());
        Near("links between peers, share", 0.12);
        Near("systems without customers", 0.06);
        Near("providers, mean", 0.2);
        Near("tail exponent of neighbours", 0.35);
        Assert.InRange(seen.Lengths.Average() / jinx.Lengths.Average(), 0.85, 1.1);

        void Near(string name, double by) => Assert.InRange(made[name], found[name] - by, found[name] + by);
    }

    [Fact]
    public void Round_trips_between_servers_are_like_measured_ones()
    {
        RttTable measured = RttFile.Load(DataFolder.File("latency", "pings-2020-07-19-2020-07-20-grouped.csv.xz"));
        InternetTruth truth = SyntheticInternet.Build(ForDelays, InternetParameters.Calibrated, Seed);
        (int Row, int City)[] servers = [.. InOwnCities(measured, truth.Places)];
        InternetSite[] hosts = Hosts.In(truth, [.. servers.Select(server => server.City)], Seed);
        RttMatrix delays = RttMatrix.Of(truth, hosts, hosts);
        int count = servers.Length;
        double[,] real = new double[count, count], made = new double[count, count], km = new double[count, count];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                RttSample? there = measured[servers[a].Row, servers[b].Row], back = measured[servers[b].Row, servers[a].Row];
                bool present = a != b && there is not null;
                real[a, b] = present ? (there!.Value.AvgMs + back!.Value.AvgMs) / 2 : double.NaN;
                made[a, b] = present ? delays.RttMs(a, b) + (2 * truth.Parameters.ServerAccessMeanMs) : double.NaN;
                km[a, b] = GreatCircle.DistanceKm(truth.Places[servers[a].City], truth.Places[servers[b].City]);
            }
        }

        PathStatistics found = PathStatistics.Of(real, km), generated = PathStatistics.Of(made, km);
        StringBuilder table = new($"| figure | real, {count} cities | generated |\n|---|---|---|\n");
        for (int i = 0; i < found.Figures.Count; i++)
        {
            (string name, string format, double value) = found.Figures[i];
            table.Append($"| {name} | {value.ToString(format, CultureInfo.InvariantCulture)} ")
                .Append($"| {generated.Figures[i].Value.ToString(format, CultureInfo.InvariantCulture)} |\n");
        }

        foreach ((double from, double to) in (ReadOnlySpan<(double, double)>)[(100, 500), (500, 1000), (1000, 2000), (2000, 4000), (4000, 8000), (8000, 20100)])
            table.Append($"| RTT p10, p50, p90 from {from:0} to {to:0} km, ms | {Between(real, km, from, to)} | {Between(made, km, from, to)} |\n");
        Check("delays", table.ToString());
        foreach (string figure in (string[])["RTT p10, ms", "RTT p50, ms", "RTT p90, ms"])
            Assert.InRange(generated[figure] / found[figure], 0.88, 1.12);
        Assert.InRange(generated["triangle violations"] - found["triangle violations"], -0.02, 0.02);
        foreach (int k in PathStatistics.Candidates)
            Assert.InRange(generated[PathStatistics.NearestOf(k)] - found[PathStatistics.NearestOf(k)], -0.16, 0.1);
    }

    private static string Shown((string Name, string Format, double Value) figure) =>
        figure.Value.ToString(figure.Format, CultureInfo.InvariantCulture);

    private static double At(List<int> lengths, double share) => lengths.Order().ElementAt((int)(share * lengths.Count));

    private static PathCollector Paths(string file)
    {
        PathCollector paths = new();
        MrtFile.Read(DataFolder.File("mrt", file), paths);
        return paths;
    }

    /// <summary>The first server within 100 km of each metropolitan area.</summary>
    private static IEnumerable<(int Row, int City)> InOwnCities(RttTable measured, IReadOnlyList<Place> places)
    {
        HashSet<int> taken = [];
        for (int row = 0; row < measured.Places.Count; row++)
        {
            RttPlace at = measured.Places[row];
            if (double.IsNaN(at.Latitude)) continue;
            int city = Enumerable.Range(0, places.Count).MinBy(Distance);
            if (Distance(city) < 100 && taken.Add(city)) yield return (row, city);

            double Distance(int place) => GreatCircle.DistanceKm(at.Latitude, at.Longitude, places[place].Latitude, places[place].Longitude);
        }
    }

    private static string Between(double[,] rttMs, double[,] km, double from, double to)
    {
        List<double> found = [];
        for (int a = 0; a < rttMs.GetLength(0); a++)
            for (int b = 0; b < a; b++)
                if (!double.IsNaN(rttMs[a, b]) && km[a, b] >= from && km[a, b] < to) found.Add(rttMs[a, b]);
        found.Sort();
        return string.Join(", ", ((double[])[0.1, 0.5, 0.9]).Select(share =>
            found[(int)(share * found.Count)].ToString("0", CultureInfo.InvariantCulture)));
    }

    private void Check(string name, string table)
    {
        output.WriteLine(table);
        string begin = $"<!-- {name} -->\n", end = $"<!-- end of {name} -->\n", page = File.ReadAllText(Page);
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= begin.Length && to >= from, $"docs/routing.md has no place for the table '{name}'");
        if (Environment.GetEnvironmentVariable("FLEEK_SIM_UPDATE_GOLDEN") == "1")
            File.WriteAllText(Page, page = page[..from] + table + page[to..]);
        else
            Assert.Equal(table, page[from..to]);
    }
}
