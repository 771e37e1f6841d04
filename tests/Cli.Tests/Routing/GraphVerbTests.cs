using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests.Routing;

/// <summary>The verbs that know relationships: <c>routes graph</c>, <c>infer</c> and <c>path</c>, on files made here.</summary>
public sealed class GraphVerbTests
{
    private const string Links = """
        # input clique: 1 2
        1|2|0
        1|11|-1
        1|12|-1
        2|12|-1
        2|13|-1
        12|13|0
        11|21|-1
        12|22|-1
        13|23|-1
        11|24|-1
        12|24|-1

        """;

    private const string Owners = """
        # format:org_id|changed|org_name|country|source
        BIG|20240101|Big Networks|DE|RIPE
        # format:aut|changed|aut_name|org_id|opaque_id|source
        1|20240101|BIG-1|BIG||RIPE
        11|20240101|BIG-EDGE|BIG||RIPE

        """;

    [Theory]
    [InlineData("routes-graph", "routes", "graph", "--relationships", "links", "--top", "3")]
    [InlineData("routes-graph-json", "routes", "graph", "--relationships", "links", "--organisations", "owners", "--top", "1", "--json")]
    [InlineData("routes-graph-csv", "routes", "graph", "--relationships", "links", "--format", "csv")]
    [InlineData("routes-graph-as-csv", "routes", "graph", "--relationships", "links", "--as", "12", "--format", "csv")]
    [InlineData("routes-graph-bad-format", "routes", "graph", "--relationships", "links", "--format", "cvs")]
    [InlineData("routes-graph-as", "routes", "graph", "--relationships", "links", "--organisations", "owners", "--as", "AS1")]
    [InlineData("routes-graph-as-json", "routes", "graph", "--relationships", "links", "--organisations", "owners", "--as", "12", "--json")]
    [InlineData("routes-graph-unknown-as", "routes", "graph", "--relationships", "links", "--as", "99")]
    [InlineData("routes-graph-conflicts", "routes", "graph", "--relationships", "bad", "--top", "0")]
    [InlineData("routes-graph-no-links", "routes", "graph", "--relationships", "owners")]
    [InlineData("routes-graph-no-file", "routes", "graph", "--relationships", "absent")]
    [InlineData("routes-graph-nothing", "routes", "graph")]
    [InlineData("routes-infer", "routes", "infer", "dump", "--against", "links")]
    [InlineData("routes-infer-json", "routes", "infer", "dump", "--against", "links", "--json")]
    [InlineData("routes-infer-csv", "routes", "infer", "dump", "--format", "csv")]
    [InlineData("routes-infer-no-dump", "routes", "infer", "links")]
    [InlineData("routes-path", "routes", "path", "AS24", "AS23", "--relationships", "links")]
    [InlineData("routes-path-evidence", "routes", "path", "AS24", "10.1.2.3", "--relationships", "links", "--evidence", "dump")]
    [InlineData("routes-path-observed", "routes", "path", "21", "10.0.0.0/8", "--relationships", "links", "--evidence", "dump")]
    [InlineData("routes-path-json", "routes", "path", "24", "10.0.0.0/8", "--relationships", "links", "--evidence", "dump", "--json")]
    [InlineData("routes-path-csv", "routes", "path", "24", "23", "--relationships", "links", "--format", "csv")]
    [InlineData("routes-path-none", "routes", "path", "23", "31", "--relationships", "bad")]
    [InlineData("routes-path-unknown-as", "routes", "path", "99", "23", "--relationships", "links")]
    [InlineData("routes-path-unknown-address", "routes", "path", "24", "192.0.2.1", "--relationships", "links", "--evidence", "dump")]
    [InlineData("routes-path-one-end", "routes", "path", "24", "--relationships", "links")]
    [InlineData("routes-path-no-target", "routes", "path", "24", "somewhere", "--relationships", "links")]
    [InlineData("routes-path-held-out", "routes", "path", "--held-out", "2", "--relationships", "links", "--evidence", "dump")]
    [InlineData("routes-path-held-out-csv", "routes", "path", "--held-out", "2", "--relationships", "links", "--evidence", "dump", "--format", "csv")]
    [InlineData("routes-path-too-many-folds", "routes", "path", "--held-out", "9", "--relationships", "links", "--evidence", "dump")]
    public void A_verb_answers_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = WithFiles();
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args), args));
    }

    [Fact]
    public void Inferred_links_are_written_and_read_back_by_the_other_verbs()
    {
        using Sandbox sandbox = WithFiles();
        sandbox.Run("routes", "infer", "dump", "--output", "inferred").Expect(0);
        string[] lines = File.ReadAllLines(sandbox.In("inferred"));
        Assert.Contains("# inferred clique: 1 2 12", lines);
        Assert.Contains("1|2|0", lines);
        Assert.Contains("11|21|-1", lines);
        Assert.Contains("21 11 1 2 13 23", sandbox.Run("routes", "path", "21", "23", "--relationships", "inferred").Expect(0).Out);
        Finished refused = sandbox.Run("routes", "infer", "dump", "--output", "nowhere/file").Expect(2);
        Assert.Contains("nowhere", refused.Error);
    }

    private static Sandbox WithFiles()
    {
        Sandbox sandbox = new(scenarios: null);
        File.WriteAllText(sandbox.In("links"), Links);
        File.WriteAllText(sandbox.In("owners"), Owners);
        File.WriteAllText(sandbox.In("bad"), "1|2|-1\n2|3|-1\n3|1|-1\n1|2|0\n4|4|0\n1|2|-1\n3|23|-1\n30|31|-1\n");
        File.WriteAllBytes(sandbox.In("dump"), Dump());
        return sandbox;
    }

    /// <summary>What three vantage points see of 10.0.0.0/8, announced by AS23, and of the prefixes of AS21, AS22 and AS24.</summary>
    private static byte[] Dump()
    {
        uint[] peers = [21, 22, 23];
        (string Prefix, uint[][] Paths)[] table =
        [
            ("10.0.0.0/8", [[21, 11, 1, 2, 13, 23], [22, 12, 2, 13, 23]]),
            ("11.0.0.0/8", [[22, 12, 1, 11, 21], [23, 13, 2, 1, 11, 21]]),
            ("12.0.0.0/8", [[21, 11, 1, 12, 22], [23, 13, 2, 12, 22]]),
            ("13.0.0.0/8", [[22, 12, 24], [23, 13, 2, 12, 24], [21, 11, 24]]),
        ];
        MrtWriter writer = new();
        PathAttributeWriter attributes = new();
        writer.PeerTable(1, IpAddress.V4(1), "", [.. peers.Select(asn => new MrtPeer(IpAddress.V4(asn), asn, IpAddress.V4(asn)))]);
        foreach ((string text, uint[][] paths) in table)
        {
            Assert.True(IpPrefix.TryParse(text, out IpPrefix prefix));
            writer.BeginRib(1, prefix);
            foreach (uint[] path in paths)
            {
                attributes.Clear();
                attributes.Origin(RouteOrigin.Igp);
                attributes.Path(path);
                attributes.NextHop(IpAddress.V4(path[0]));
                writer.RibEntry(Array.IndexOf(peers, path[0]), 1, null, attributes.Written);
            }

            writer.EndRib();
        }

        return writer.Written.ToArray();
    }
}
