using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

/// <summary>Filters on a real dump, beside the same question asked of its lines.</summary>
public sealed class RouteFilterTests
{
    private static readonly string[] Parts = ["mrt", "edge", "updates.20160811.1600.gz"];

    private static readonly Lazy<string[]> All = new(() => Lines(new RouteFilter()));

    [Theory]
    [InlineData("192.140.252.0/22", PrefixMatch.Exact)]
    [InlineData("192.140.252.0/24", PrefixMatch.Super)]
    [InlineData("192.0.0.0/8", PrefixMatch.Sub)]
    [InlineData("192.140.252.0/23", PrefixMatch.SuperAndSub)]
    [InlineData("2804::/16", PrefixMatch.Sub)]
    public void A_prefix_is_wanted_as_it_is_or_with_what_holds_it_or_with_its_parts(string text, PrefixMatch match)
    {
        Assert.True(IpPrefix.TryParse(text, out IpPrefix wanted));
        Expect(new RouteFilter { Prefix = wanted, Match = match }, fields => fields[2] != "STATE" && IpPrefix.TryParse(fields[5], out IpPrefix prefix)
            && ((match == PrefixMatch.Exact && prefix == wanted)
                || (match is PrefixMatch.Super or PrefixMatch.SuperAndSub && prefix.Length <= wanted.Length && prefix.Contains(wanted.Network))
                || (match is PrefixMatch.Sub or PrefixMatch.SuperAndSub && prefix.Length >= wanted.Length && wanted.Contains(prefix.Network))));
    }

    [Fact]
    public void Peers_times_types_families_and_communities_are_conditions()
    {
        Assert.True(IpAddress.TryParse("37.49.236.123", out IpAddress peer));
        Expect(new RouteFilter { Peer = peer }, fields => fields[3] == "37.49.236.123");
        Expect(new RouteFilter { PeerAs = 59689 }, fields => fields[4] == "59689");
        Expect(new RouteFilter { Kind = RouteKind.Withdraw }, fields => fields[2] == "W");
        Expect(new RouteFilter { FromSeconds = 1470931260, UntilSeconds = 1470931300 }, fields => fields[1].CompareTo("1470931260") >= 0 && fields[1].CompareTo("1470931300") < 0);
        Expect(new RouteFilter { Family = IpFamily.IPv6 }, fields => fields[2] != "STATE" && fields[5].Contains(':'));
        Expect(new RouteFilter { Community = 59689u << 16 | 200 }, fields => fields[2] == "A" && fields[11].Split(' ').Contains("59689:200"));
    }

    [Fact]
    public void Origins_and_patterns_of_paths_are_conditions()
    {
        Expect(new RouteFilter { Origin = 28573 }, fields => fields[2] == "A" && fields[6].Split(' ')[^1].Trim('{', '}').Split(',').Contains("28573"));
        Expect(new RouteFilter { Path = new PathPattern("_1299_") }, fields => fields[2] == "A" && fields[6].Split(' ', ',', '{', '}').Contains("1299"));
        Expect(new RouteFilter { Path = new PathPattern("^59689 .*_28573$") }, fields => fields[2] == "A" && fields[6].StartsWith("59689 ") && fields[6].EndsWith(" 28573"));
        Assert.ThrowsAny<ArgumentException>(() => new PathPattern("("));
        Assert.Throws<ArgumentException>(() => new PathPattern(@"(1)\1"));
    }

    private static void Expect(RouteFilter filter, Func<string[], bool> condition)
    {
        string[] expected = [.. All.Value.Where(line => condition(line.Split('|')))];
        Assert.NotEmpty(expected);
        Assert.NotEqual(All.Value.Length, expected.Length);
        Assert.Equal(expected, Lines(filter));
    }

    private static string[] Lines(RouteFilter filter)
    {
        using MemoryStream lines = new();
        using HashedText text = new(lines);
        MrtFile.Read(DataFolder.File(Parts), new FilteredSink(filter, text));
        text.Finish();
        return System.Text.Encoding.ASCII.GetString(lines.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
