using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class PrefixToAsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleek-pfx2as-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_real_table_of_2024_answers_for_known_addresses_as_a_look_at_every_length_does()
    {
        var routes = PrefixToAsFile.Load(DataFolder.File("pfx2as", "routeviews-rv2-20240101-1200.pfx2as.gz"));
        OriginTable table = new(routes);
        Assert.Equal((986_785, 986_785), (routes.Count, table.Count));
        Assert.True(IpAddress.TryParse("1.1.1.1", out IpAddress known));
        Assert.True(table.TryFind(known, out IpPrefix prefix, out OriginSet? origins));
        Assert.Equal(("1.1.1.0/24", 13335u), (prefix.ToString(), origins!.Single));
        Assert.Contains(routes, route => route.Origins.HasSeveralOrigins);

        Dictionary<IpPrefix, OriginSet> naive = routes.ToDictionary(route => route.Prefix, route => route.Origins);
        Random random = new(5);
        for (int i = 0; i < 20_000; i++)
        {
            IpAddress address = IpAddress.V4((uint)random.NextInt64(1L << 32));
            IpPrefix? expected = Enumerable.Range(0, 33).Select(length => (IpPrefix?)IpPrefix.Of(address, 32 - length))
                .FirstOrDefault(candidate => naive.ContainsKey(candidate!.Value));
            Assert.Equal(expected is not null, table.TryFind(address, out prefix, out _));
            Assert.Equal(expected ?? default, prefix);
        }
    }

    [Theory]
    [InlineData("1.0.0.0\t24\n", 1, "fields")]
    [InlineData("1.0.0.0\t24\t1\n1.0.0.0\t33\t1\n", 2, "no prefix")]
    [InlineData("1.0.0.0\t24\tAS1\n", 1, "no origin")]
    [InlineData("", 0, "holds no prefix")]
    public void A_line_that_is_no_route_is_named(string text, int line, string message)
    {
        string path = Path.Combine(_folder, "table");
        File.WriteAllText(path, text);
        InputFileException error = Assert.Throws<InputFileException>(() => PrefixToAsFile.Load(path));
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Lines_of_both_families_several_origins_and_sets_are_read()
    {
        string path = Path.Combine(_folder, "table");
        File.WriteAllText(path, "# a comment\n2001:db8::\t32\t1_2\r\n10.0.0.0\t8\t3,4");
        Assert.Equal(["2001:db8::/32 1_2", "10.0.0.0/8 3,4"], PrefixToAsFile.Load(path).Select(route => $"{route.Prefix} {route.Origins}"));
    }

    [Fact]
    public void A_file_without_line_ends_is_refused_without_being_held()
    {
        string path = Path.Combine(_folder, "table");
        File.WriteAllText(path, new string('1', 1_000_000));
        Assert.Contains("longer than", Assert.Throws<InputFileException>(() => PrefixToAsFile.Load(path)).Message);
    }
}
