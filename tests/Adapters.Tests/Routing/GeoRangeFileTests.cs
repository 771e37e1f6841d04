using System.Text;
using CsCheck;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class GeoRangeFileTests
{
    private static readonly Dictionary<string, GeoPoint> _countries = new() { ["AT"] = new(48.2, 16.4), ["AU"] = new(-33.9, 151.2) };

    [Fact]
    public void Blocks_with_a_header_are_read_by_its_names()
    {
        GeoRanges ranges = Load(
            "network,geoname_id,postal_code,latitude,longitude,accuracy_radius\n"
            + "192.0.2.0/24,1,\"1010\",48.2,16.4,10\n198.51.100.0/24,2,,,,\n2001:db8::/32,3,,-33.9,151.2,5\n");
        Assert.Equal(new GeoPoint(48.2, 16.4), At(ranges, "192.0.2.77"));
        Assert.Equal(new GeoPoint(-33.9, 151.2), At(ranges, "2001:db8::1"));
        Assert.False(At(ranges, "198.51.100.1").IsKnown);
        Assert.Equal(1, ranges.WithoutPosition);
    }

    [Fact]
    public void Ranges_are_of_addresses_or_their_numbers_and_of_positions_or_countries()
    {
        GeoRanges ranges = Load(
            "# remark\n3221225984,3221226239,AT\n198.51.100.0,198.51.100.99,AU\n203.0.113.0,203.0.113.5,1.5,-2.5\n10.0.0.0/8,3,4\n11.0.0.0,11.0.0.9,??\n");
        Assert.Equal(_countries["AT"], At(ranges, "192.0.2.255"));
        Assert.Equal(_countries["AU"], At(ranges, "198.51.100.99"));
        Assert.False(At(ranges, "198.51.100.100").IsKnown);
        Assert.Equal(new GeoPoint(1.5, -2.5), At(ranges, "203.0.113.5"));
        Assert.Equal(new GeoPoint(3, 4), At(ranges, "10.20.30.40"));
        Assert.Equal(1, ranges.WithoutPosition);
    }

    [Theory]
    [InlineData("192.0.2.0/24,48.2,16.4\n192.0.2.0/33,1,2\n", 2, "column 1: `192.0.2.0/33` is no prefix")]
    [InlineData("192.0.2.0/24,91,16.4\n", 1, "column 14: `91` is not from -90 to 90")]
    [InlineData("192.0.2.0/24,48.2,NaN\n", 1, "column 19: `NaN` is not from -180 to 180")]
    [InlineData("192.0.2.9,192.0.2.0,AT\n", 1, "is before the first address")]
    [InlineData("192.0.2.0,2001:db8::,AT\n", 1, "is of another family")]
    [InlineData("192.0.2.0,192.0.2.1,Austria\n", 1, "column 21: `Austria` is no country of two letters")]
    [InlineData("4294967296,1,AT\n", 1, "column 1: `4294967296` is no address")]
    [InlineData("192.0.2.0/24,48.2\n", 1, "has 2 fields, not 3")]
    [InlineData("network,geoname_id\n", 1, "begins a header without `latitude` and `longitude`")]
    [InlineData("network,latitude,longitude\n192.0.2.0/24,1\n", 2, "has 2 fields, not 3")]
    [InlineData("<html>\n", 1, "has 1 fields, not 3")]
    [InlineData("# nothing\n", 0, "holds no block with a position")]
    [InlineData("192.0.2.0,192.0.2.1,ZZ\n", 0, "holds no block with a position")]
    public void A_defect_is_named_with_its_line(string text, int line, string message)
    {
        InputFileException problem = Assert.Throws<InputFileException>(() => Load(text));
        Assert.Equal(line, problem.Line);
        Assert.Contains(message, problem.Message);
        Assert.NotEmpty(problem.Help);
    }

    [Fact]
    public void Damaged_tables_are_read_or_refused_and_never_crash()
    {
        byte[] good = Encoding.ASCII.GetBytes("network,latitude,longitude\n192.0.2.0/24,48.2,16.4\n10.0.0.0/8,1,2\n2001:db8::/32,3,4\n");
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Array[1, 4].Sample(
            edits =>
            {
                byte[] damaged = [.. good];
                foreach ((int at, byte value, int cut) in edits)
                {
                    if (at < damaged.Length) damaged[at] = value;
                    if (value < 16) damaged = damaged[..Math.Min(cut, damaged.Length)];
                }

                try
                {
                    Load(damaged);
                }
                catch (InputFileException)
                {
                }
            },
            iter: 2000,
            threads: 1);
    }

    [Fact]
    public void A_real_table_of_countries_is_read_whole()
    {
        GeoRanges ranges = GeoRangeFile.Load(DataFolder.File("geo", "tor_geoip_ipv4_country_201605.txt.xz"), _countries);
        Assert.Equal(_countries["AU"], At(ranges, "1.0.0.1"));
        // 116,465 ranges, of which those of two countries are placed here.
        Assert.InRange(ranges.WithoutPosition, 110_000, 116_465);
    }

    private static GeoPoint At(GeoRanges ranges, string address) =>
        IpAddress.TryParse(address, out IpAddress parsed) ? ranges.Table.Find(parsed) : throw new ArgumentException(address);

    private static GeoRanges Load(string text) => Load(Encoding.ASCII.GetBytes(text));

    private static GeoRanges Load(byte[] text)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, text);
            return GeoRangeFile.Load(path, _countries);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
