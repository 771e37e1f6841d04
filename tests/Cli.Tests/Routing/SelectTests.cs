using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests.Routing;

public sealed class SelectTests
{
    private const string Client = "192.0.2.7";

    private static readonly string[] _known =
        ["--table", "prefixes", "--relationships", "as-rel", "--organizations", "as-org", "--presence", "presence.csv", "--geo", "places.csv"];

    [Fact]
    public void Every_policy_is_shown_with_the_parts_of_what_is_predicted() => Check("routes-select-all", 0, [.. Asking(Client), .. _known, "--policy", "all", "-k", "2"]);

    [Fact]
    public void Without_knowledge_of_networks_the_distance_is_left() => Check("routes-select-distance", 0, Asking("AS64510@48.2,16.4"));

    [Fact]
    public void Csv_has_a_row_for_each_choice() => Check("routes-select-csv", 0, [.. Asking(Client), .. _known, "--format", "csv"]);

    [Theory]
    [InlineData("routes-select-no-client", 2, "routes", "select", "--nodes", "nodes.csv")]
    [InlineData("routes-select-no-nodes", 2, "routes", "select", "--client", "192.0.2.7")]
    [InlineData("routes-select-bad-client", 2, "routes", "select", "--client", "vienna", "--nodes", "nodes.csv")]
    [InlineData("routes-select-bad-place", 2, "routes", "select", "--client", "AS1@95,1", "--nodes", "nodes.csv")]
    [InlineData("routes-select-bad-policy", 2, "routes", "select", "--client", "48,16", "--nodes", "nodes.csv", "--policy", "anycst")]
    [InlineData("routes-select-folder", 2, "routes", "select", "--client", "48,16", "--nodes", ".")]
    [InlineData("routes-select-absent", 2, "routes", "select", "--client", "48,16", "--nodes", "nodes.csv", "--presence", "absent.csv")]
    [InlineData("routes-select-needs", 2, "routes", "select", "--client", "48,16", "--nodes", "nodes.csv", "--policy", "anycast")]
    [InlineData("routes-select-bad-count", 2, "routes", "select", "--client", "48,16", "--nodes", "nodes.csv", "-k", "0")]
    [InlineData("routes-select-bad-node", 3, "routes", "select", "--client", "48,16", "--nodes", "bad.csv")]
    [InlineData("routes-select-bad-geo", 3, "routes", "select", "--client", "48,16", "--nodes", "nodes.csv", "--geo", "bad.csv")]
    public void What_is_wrong_is_said_with_its_mend(string golden, int code, params string[] args) => Check(golden, code, args);

    [Fact]
    public void Json_has_parts_that_add_up()
    {
        using Sandbox sandbox = Files();
        using JsonDocument answer = JsonDocument.Parse(sandbox.Run([.. Asking(Client), .. _known, "--policy", "bgp-aware+probes", "--json"]).Expect(0).Out);
        Assert.Equal(64510u, answer.RootElement.GetProperty("client").GetProperty("asn").GetUInt32());
        JsonElement[] chosen = [.. answer.RootElement.GetProperty("policies")[0].GetProperty("chosen").EnumerateArray()];
        Assert.Equal(3, chosen.Length);
        foreach (JsonElement choice in chosen)
        {
            double parts = ((string[])["base_ms", "distance_ms", "networks_ms", "probes_ms", "load_ms"]).Sum(part => choice.GetProperty(part).GetDouble());
            Assert.Equal(parts, choice.GetProperty("predicted_ms").GetDouble(), 9);
        }

        Assert.Equal("own", chosen[0].GetProperty("node").GetString());
        Assert.Equal("same AS", chosen[0].GetProperty("relation").GetString());
    }

    private static string[] Asking(string client) => ["routes", "select", "--client", client, "--nodes", "nodes.csv"];

    private static void Check(string golden, int code, params string[] args)
    {
        using Sandbox sandbox = Files();
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args).Expect(code), args));
    }

    /// <summary>A client's network 64510 buys from 64500; 64511 is of its owner, 64520 meets it at an exchange, 64530 is far.</summary>
    private static Sandbox Files()
    {
        Sandbox sandbox = new(scenarios: null);
        File.WriteAllText(
            sandbox.In("nodes.csv"),
            "name,address,asn,latitude,longitude,load,rtt\nnear,,64530,48.3,16.5,,31.5\nown,192.0.2.200,,,,0.5,\nowner,,64511,48.1,11.6,,\n"
            + "exchange,,64520,50.1,8.7,,12\nfar,203.0.113.1,,-33.9,151.2,,\n");
        File.WriteAllText(sandbox.In("bad.csv"), "name,asn\na,1\nb,x\n");
        File.WriteAllText(sandbox.In("prefixes"), "192.0.2.0\t24\t64510\n203.0.113.0\t24\t64530_64531\n");
        File.WriteAllText(sandbox.In("as-rel"), "64500|64510|-1\n64500|64520|-1\n64500|64530|-1\n64510|64520|0\n64500|64511|-1\n");
        File.WriteAllText(
            sandbox.In("as-org"),
            "# format:org_id|changed|org_name|country|source\nONE|2024|One|AT|X\nTWO|2024|Two|AU|X\n"
            + "# format:aut|changed|aut_name|org_id|opaque_id|source\n64510|2024|a|ONE||X\n64511|2024|b|ONE||X\n64530|2024|c|TWO||X\n");
        File.WriteAllText(
            sandbox.In("presence.csv"),
            "asn,latitude,longitude,exchange\n64510,48.2,16.4,VIX\n64520,48.2,16.4,VIX\n64510,50.1,8.7,\n64500,50.1,8.7,\n64530,50.1,8.7,\n64520,50.1,8.7,\n");
        File.WriteAllText(sandbox.In("places.csv"), "192.0.2.0/24,48.2,16.4\n");
        return sandbox;
    }
}
