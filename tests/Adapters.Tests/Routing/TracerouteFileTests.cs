using System.Text;
using CsCheck;
using Fleek.Core.Routing;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class TracerouteFileTests
{
    private const string Good =
        """{"prb_id": 7, "prb_asn": 64500, "prb_country": "AT", "dst_addr": "192.0.2.9", "result": [{"hop": 1, "result": ["""
        + """{"ip_addr": "10.0.0.1", "rtt": 2.5, "asn": null, "city": null}, {"x": "*"}, """
        + """{"ip_addr": "10.0.0.2", "rtt": 1.5, "asn": 64501, "country": "DE", "city": "Munich"}]}, {"hop": 2, "error": "no"}, """
        + """{"hop": 3, "result": [{"ip_addr": "192.0.2.9", "rtt": 9.25}, {"ip_addr": "192.0.2.9", "rtt": 9}]}]}""";

    [Fact]
    public void Each_hop_is_its_quickest_answer()
    {
        Traceroute trace = Assert.Single(Parse(Good + "\n\n"));
        Assert.Equal((7, 64500u, "AT"), (trace.Probe, trace.Asn, trace.Country));
        TracerouteHop[] hops =
            [new(1, IpAddress.V4(0x0A000002), 1.5, 64501, "DE", "Munich"), new(3, IpAddress.V4(0xC0000209), 9, 0, "", "")];
        Assert.Equal(hops, trace.Hops);
        Assert.Equal(9, trace.RttMs);
        Assert.True(double.IsNaN((trace with { Destination = IpAddress.V4(1) }).RttMs));
    }

    [Theory]
    [InlineData("{}\n", 1)]
    [InlineData("\n[1]\n", 2)]
    [InlineData("not json\n", 1)]
    [InlineData("{\"prb_id\": 1, \"dst_addr\": \"x\", \"result\": []}\n", 1)]
    [InlineData("{\"prb_id\": 1, \"dst_addr\": \"192.0.2.9\", \"result\": [{\"hop\": 1, \"result\": [{\"ip_addr\": \"192.0.2.9\", \"rtt\": -1}]}]}\n", 1)]
    [InlineData("\n\n", 0)]
    public void A_defect_is_named_with_its_line(string text, int line) =>
        Assert.Equal(line, Assert.Throws<InputFileException>(() => Parse(text)).Line);

    [Fact]
    public void Damaged_lines_are_read_or_refused_and_never_crash()
    {
        byte[] good = Encoding.UTF8.GetBytes(Good);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 4].Sample(
            edits =>
            {
                byte[] damaged = [.. good];
                foreach ((int at, byte value) in edits) damaged[at] = value;
                try
                {
                    TracerouteFile.Parse("f", damaged);
                }
                catch (InputFileException)
                {
                }
            },
            iter: 20_000);
    }

    [Fact]
    public void A_real_file_has_its_probes()
    {
        IReadOnlyList<Traceroute> traces = TracerouteFile.Load(DataFolder.File("paths", "enriched_traceroutes.jsonl.xz"));
        Assert.Equal((739, 185), (traces.Count, traces.Select(t => t.Probe).Distinct().Count()));
        Assert.Equal(726, traces.Count(t => !double.IsNaN(t.RttMs)));
    }

    private static IReadOnlyList<Traceroute> Parse(string text) => TracerouteFile.Parse("f", Encoding.UTF8.GetBytes(text));
}
