using System.Text;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class AsRelationshipFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleek-asrel-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("20140101.as-rel.txt.xz", 46_185, 88_733, 76_631, 13)]
    [InlineData("20240101.as-rel.txt.bz2", 76_351, 154_563, 345_088, 19)]
    public void The_real_files_are_read_whole_and_nothing_in_them_conflicts(string file, int ases, int transit, int peers, int clique)
    {
        AsRelationships read = AsRelationshipFile.Load(DataFolder.File("asrel", file));
        AsGraph graph = AsGraph.Build(read.Links, out AsGraphConflicts conflicts);
        Assert.True(conflicts.IsEmpty);
        Assert.Equal((ases, transit, peers, clique, 1), (graph.Count, graph.TransitLinks, graph.PeerLinks, read.Clique.Count, read.Serial));
        Assert.NotEmpty(read.Exchanges);
        Assert.All(read.Clique.Select(graph.IndexOf), member => Assert.True(graph.ProvidersOf(member).IsEmpty));
    }

    [Fact]
    public void Both_serials_siblings_and_the_head_are_read()
    {
        string path = Write("# input clique: 1 2\n# IXP ASes: 6695\r\n1|3|-1\r\n1|2|0\n\n3|4|2");
        AsRelationships read = AsRelationshipFile.Load(path);
        AsLink[] expected = [new(1, 3, AsRelationship.ProviderToCustomer), new(1, 2, AsRelationship.PeerToPeer), new(3, 4, AsRelationship.Sibling)];
        Assert.Equal(expected, read.Links);
        Assert.Equal(1, read.Serial);
        Assert.Equal([1u, 2u], read.Clique);
        Assert.Equal([6695u], read.Exchanges);
        Assert.Equal(2, AsRelationshipFile.Load(Write("1|3|-1|bgp\n1|2|0|mlp\n")).Serial);
    }

    [Theory]
    [InlineData("1|2|0\n1|2\n", 2, "column 1")]
    [InlineData("1|2|0|bgp|x\n", 1, "column 1")]
    [InlineData("1|2|0\n\n12|x2|0\n", 3, "column 4")]
    [InlineData("12|34|7\n", 1, "column 7")]
    [InlineData("1|4294967296|0\n", 1, "column 3")]
    [InlineData("12|34|1\n", 1, "before 2008")]
    [InlineData("<!DOCTYPE html>\n<html>\n", 1, "fields")]
    [InlineData("1|2|0\n1|\0|0\n", 2, "zero byte")]
    [InlineData("# nothing\n", 0, "no link")]
    [InlineData("", 0, "no link")]
    public void What_is_no_link_is_named_with_line_and_column(string text, int line, string message)
    {
        InputFileException error = Assert.Throws<InputFileException>(() => AsRelationshipFile.Load(Write(text)));
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.ToString());
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        AsLink[] links = [new(7, 3, AsRelationship.ProviderToCustomer), new(4_200_000_000, 2, AsRelationship.PeerToPeer), new(1, 5, AsRelationship.Sibling)];
        using StringWriter text = new();
        AsRelationshipFile.Write(text, links, ["inferred clique: 7 9"]);
        AsRelationships read = AsRelationshipFile.Load(Write(text.ToString()));
        Assert.Equal(links, read.Links);
        Assert.Equal([7u, 9u], read.Clique);
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_nothing_else()
    {
        byte[] whole = Encoding.ASCII.GetBytes("# input clique: 1 2\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"{i}|{i + 7}|{i % 2 - 1}\n")));
        string names = "# format:org_id|changed|org_name|country|source\nA|1|Name|DE|R\n# format:aut|changed|aut_name|org_id|opaque_id|source\n"
            + string.Concat(Enumerable.Range(1, 60).Select(i => $"{i}|2|N{i}|A|x|R\n"));
        Random random = new(11);
        (int read, int refused) = (0, 0);
        for (int i = 0; i < 4_000; i++)
        {
            bool ofNames = i % 2 == 1;
            byte[] bytes = ofNames ? Encoding.ASCII.GetBytes(names) : [.. whole];
            for (int k = random.Next(1, 4); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            string path = Path.Combine(_folder, "mutated");
            File.WriteAllBytes(path, bytes[..(random.Next(3) == 0 ? random.Next(bytes.Length) : bytes.Length)]);
            try
            {
                if (ofNames) Assert.InRange(AsOrganizationFile.Load(path).Count, 1, 61);
                else AsGraph.Build(AsRelationshipFile.Load(path).Links, out _);
                read++;
            }
            catch (InputFileException)
            {
                refused++;
            }
        }

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    [Fact]
    public void The_real_file_of_organisations_says_who_owns_what()
    {
        AsOrganizations read = AsOrganizationFile.Load(DataFolder.File("asrel", "20240101.as-org2info.txt.gz"));
        Assert.Equal(115_653, read.Count);
        Assert.Equal("LPL-141-ARIN", read.OwnerOf(1)!.Id);
        Assert.Equal(("LVLT-1", "US"), (read.NameOf(1), read.OwnerOf(1)!.Country));
        Assert.True(read.AreSiblings(1, 3356));
        Assert.False(read.AreSiblings(1, 2));
        Assert.Contains(3356u, read.SiblingsOf(1));
        Assert.Empty(read.SiblingsOf(4_000_000_000));
    }

    [Theory]
    [InlineData("1|2|N|A|x|R\n", 1, "before any line")]
    [InlineData("# format:aut|changed|aut_name|org_id|opaque_id|source\n1|2|N|A|x|R\n1|2|N\n", 3, "fields")]
    [InlineData("# format:aut|changed|aut_name|org_id|opaque_id|source\nAS1|2|N|A|x|R\n", 2, "no AS number")]
    [InlineData("# format:aut|changed|name|org_id|opaque_id|source\n1|2|N|A|x|R\n", 2, "aut_name")]
    [InlineData("", 0, "no AS")]
    public void What_is_no_organisation_is_named(string text, int line, string message)
    {
        InputFileException error = Assert.Throws<InputFileException>(() => AsOrganizationFile.Load(Write(text)));
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.Message);
    }

    private string Write(string text)
    {
        string path = Path.Combine(_folder, "links");
        File.WriteAllText(path, text);
        return path;
    }
}
