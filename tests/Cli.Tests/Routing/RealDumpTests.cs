using System.IO.Compression;
using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests.Routing;

/// <summary>The verbs on files that collectors published, against what bgpdump printed of them.</summary>
public sealed class RealDumpTests
{
    [Theory]
    [InlineData("bview.64k_stream_overflow.gz")]
    [InlineData("bview.ipv4_unicast_add_path.gz")]
    [InlineData("bview.ipv6_unicast_add_path.gz")]
    [InlineData("updates.20020722.2238.gz")]
    [InlineData("updates.long_withdrawal.gz")]
    [InlineData("updates.nlri_mask_trailing_bits.gz")]
    public void A_dump_is_printed_byte_for_byte_as_expected(string file)
    {
        using Sandbox sandbox = new(scenarios: null);
        using GZipStream unpacked = new(File.OpenRead(DataFolder.File("mrt", "expect", file + ".bgp.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        Assert.Equal(reader.ReadToEnd(), sandbox.Run("routes", "read", DataFolder.File("mrt", "edge", file)).Expect(0).Out);
    }

    [Fact]
    public void Every_dump_has_the_counts_that_bgpdump_gives()
    {
        string[][] rows = [.. File.ReadLines(DataFolder.File("GOLDEN.csv")).Skip(1).Select(line => line.Split(','))];
        string[] files = [.. rows.Select(row => DataFolder.File(row[0].Split('/')))];
        using Sandbox sandbox = new(scenarios: null);
        using JsonDocument answer = JsonDocument.Parse(sandbox.Run(["routes", "count", "--json", .. files]).Expect(4).Out);
        JsonElement[] counted = [.. answer.RootElement.GetProperty("files").EnumerateArray()];
        Assert.Equal(rows.Length, counted.Length);
        foreach ((string[] row, JsonElement file) in rows.Zip(counted))
        {
            // Of the batched records of 2000 bgpdump sees one entry.
            if (row[0].Contains("2000.01")) Assert.Equal(452_018, file.GetProperty("elements").GetInt64());
            else Assert.Equal(string.Join(',', row[..6]), $"{row[0]},{Number(file, "elements")},{Kinds(file)},{Number(file, "peers")},{Number(file, "peer_as")},{Number(file, "prefixes")}");
            Assert.Equal(row[0].Contains("firstMB"), file.GetProperty("torn").GetBoolean());
        }
    }

    [Fact]
    public void Hidden_path_identifiers_are_counted_as_bgpdump_does_and_read_as_what_they_are()
    {
        string file = DataFolder.File("mrt", "edge", "bird_bgp");
        using Sandbox sandbox = new(scenarios: null);
        Assert.Contains("  add-path  6 records", sandbox.Run("routes", "count", file).Expect(0).Out);
        Assert.Contains("elements  26: 14 announcements", sandbox.Run("routes", "count", file, "--add-path", "recognised").Expect(0).Out);
        Assert.Equal(26, sandbox.Run("routes", "read", file).Expect(0).Out.Count(c => c == '\n'));
        Assert.Equal(36, sandbox.Run("routes", "read", file, "--add-path", "recorded").Expect(0).Out.Count(c => c == '\n'));
    }

    [Fact]
    public void Updates_of_five_minutes_lead_from_one_table_to_the_next()
    {
        // Three files of one collector: the table after all is that after two, written down, with the third applied to it.
        string[] files = [.. new[] { "0320", "0325", "0330" }.Select(time => DataFolder.File("mrt", "stream", $"updates.20200809.{time}.gz"))];
        using Sandbox sandbox = new(scenarios: null);
        sandbox.Run("routes", "read", files[1], files[0], "--at", "2020-08-09T03:29:59Z", "--write", "half").Expect(0);
        string later = sandbox.Run("routes", "read", "half", files[2], "--at", "2020-08-09T03:34:59Z", "--format", "csv").Expect(0).Out;
        Assert.Equal(sandbox.Run("routes", "read", files[0], files[1], files[2], "--at", "2020-08-09T03:34:59Z", "--format", "csv").Expect(0).Out, later);
        Assert.InRange(later.Count(c => c == '\n'), 5_000, 1_000_000);
    }

    private static long Number(JsonElement file, string name) => file.GetProperty(name).GetInt64();

    private static string Kinds(JsonElement file) =>
        string.Join(' ', file.GetProperty("kinds").EnumerateObject().Select(kind => $"{kind.Name}:{kind.Value.GetInt64()}"));
}
