using System.Text;
using CsCheck;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;

namespace Adapters.Tests.Routing;

public sealed class NodesFileTests
{
    private const string Good = "name,address,asn,latitude,longitude,load,rtt\nvienna,192.0.2.1,,,,0.5,12.5\ngraz,192.0.2.2,64500,47.1,15.4,,\nsomewhere,,,,,,\n";

    private static readonly IpPrefix _block = IpPrefix.Of(IpAddress.V4(0xC0000200), 24);

    [Fact]
    public void What_is_not_given_is_looked_up_by_the_address()
    {
        NodeList list = Parse(Good);
        Assert.Equal(new NodeView("vienna", 64496, new GeoPoint(48.2, 16.4)), list.Nodes[0]);
        Assert.Equal(new NodeView("graz", 64500, new GeoPoint(47.1, 15.4)) { HasSurePosition = true }, list.Nodes[1]);
        Assert.Equal((0u, false), (list.Nodes[2].Asn, list.Nodes[2].Position.IsKnown));
        Assert.Equal((0.5, 0), (list.Nodes.LoadOf(0), list.Nodes.LoadOf(1)));
        Assert.Equal([12.5, double.NaN, double.NaN], list.RttMs);
        Assert.Equal(0u, NodesFile.Parse("f", Encoding.ASCII.GetBytes(Good), null, null).Nodes[0].Asn);
    }

    [Theory]
    [InlineData("address\n192.0.2.1\n", 1, "the header has no column `name`")]
    [InlineData("name,latitude\na,1\n", 1, "names only one of `latitude` and `longitude`")]
    [InlineData("name\na\na\n", 3, "names the node `a` again, first named on line 2")]
    [InlineData("name,asn\na,1.5\n", 2, "`asn` is `1.5`, not an AS number")]
    [InlineData("name,asn\na,4294967296\n", 2, "`asn` is `4294967296`, not an AS number")]
    [InlineData("name,latitude,longitude\na,48,\n", 2, "`longitude` is ``, not a number")]
    [InlineData("name,latitude,longitude\na,95,1\n", 2, "`latitude` is 95, not within -90 and 90")]
    [InlineData("name,load\na,2\n", 2, "`load` is 2, not within 0 and 1")]
    [InlineData("name,rtt\na,0\n", 2, "`rtt` is 0, not within")]
    [InlineData("name,address\na,192.0.2\n", 2, "`address` is `192.0.2`, not an address")]
    [InlineData("name,asn\n,1\n", 2, "has an empty `name`")]
    [InlineData("name\n", 1, "is the header, and no row follows")]
    [InlineData("name,asn\na\n", 2, "has 1 fields where the header has 2")]
    public void A_defect_is_named_with_its_line(string text, int line, string message)
    {
        InputFileException problem = Assert.Throws<InputFileException>(() => Parse(text));
        Assert.Equal(line, problem.Line);
        Assert.Contains(message, problem.Message);
        Assert.NotEmpty(problem.Help);
    }

    [Fact]
    public void Presence_makes_sites_of_cities_and_of_exchanges()
    {
        InterconnectionMap map = PresenceFile.Parse(
            "f", "ASN,LATITUDE,LONGITUDE,exchange\n1,50.11,8.68,DE-CIX\n2,50.12,8.66,DE-CIX\n3,50.1,8.7,\n1,48.2,16.4,\n"u8.ToArray());
        GeoPoint here = new(48, 16);
        int exchange = map.MeetingPlace(1, 2, exchangesOnly: true, here, GeoPoint.Unknown);
        Assert.True(map.Sites[exchange].IsExchange);
        Assert.Equal("DE-CIX", map.Sites[exchange].Name);
        Assert.Equal(-1, map.MeetingPlace(1, 3, exchangesOnly: true, here, GeoPoint.Unknown));
        Assert.Equal("50.1,8.7", map.Sites[map.MeetingPlace(1, 3, exchangesOnly: false, here, GeoPoint.Unknown)].Name);
        Assert.Equal(-1, map.MeetingPlace(1, 9, exchangesOnly: false, here, GeoPoint.Unknown));
        Assert.Equal(3, map.SitesOf(1).Length);
        Assert.Contains("`asn` is `x`", Assert.Throws<InputFileException>(() => PresenceFile.Parse("f", "asn,latitude,longitude\nx,1,2\n"u8.ToArray())).Message);
    }

    [Fact]
    public void Damaged_nodes_are_read_or_refused_and_never_crash()
    {
        byte[] good = Encoding.ASCII.GetBytes(Good);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 5].Sample(
            edits =>
            {
                byte[] damaged = [.. good];
                foreach ((int at, byte value) in edits) damaged[at] = value;
                try
                {
                    NodesFile.Parse("f", damaged, null, null);
                }
                catch (InputFileException)
                {
                }
            },
            iter: 20_000);
    }

    private static NodeList Parse(string text) => NodesFile.Parse(
        "f", Encoding.ASCII.GetBytes(text), new OriginTable([(_block, OriginSet.Of(64496))]), new GeoTable([(_block, new GeoPoint(48.2, 16.4))]));
}
