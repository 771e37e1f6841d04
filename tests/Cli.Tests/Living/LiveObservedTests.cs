using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Tests.Live;

namespace Fleek.Sim.Cli.Tests.Living;

/// <summary>What others see of a live run while it goes on and after it: metrics, ticks, the database of settlements, the disk.</summary>
public sealed partial class LiveObservedTests
{
    private static readonly string[] Quick = ["--predict-seeds", "3"];

    [Fact]
    public async Task Every_role_serves_metrics_the_line_ticks_thresholds_and_nodes_serve_from_a_disk_that_is_small_afterwards()
    {
        using Sandbox sandbox = new("live.yaml");
        using Child child = sandbox.Start(["run", "watched", "--live", "--metrics", "--json", .. Quick]);
        child.Until(() => child.ErrorSoFar.Contains("receipts/s", StringComparison.Ordinal), "the first line of a live run");
        Dictionary<string, string> at = Told().Matches(child.ErrorSoFar).ToDictionary(m => m.Groups["role"].Value, m => m.Groups["at"].Value);
        Assert.Equal(["ledger 0", "ledger 1", "ledger 2", "nodes 0", "nodes 1", "users 0"], at.Keys.Order());
        Assert.All(at.Values, url => Assert.Equal("127.0.0.1", new Uri(url).Host));
        using HttpClient http = new();
        await UntilAsync(http, at["nodes 0"], "fleek_node_receipts_total", value => value > 0);
        await UntilAsync(http, at["nodes 0"], "fleek_node_log_records_total", value => value > 0);
        await UntilAsync(http, at["users 0"], "fleek_user_ttfb_seconds_count", value => value > 0);
        await UntilAsync(http, at["ledger 1"], "fleek_ledger_height", value => value > 3);
        await UntilAsync(http, at["ledger 1"], "fleek_build_info", value => value == 1);
        child.Until(() => Line().IsMatch(child.ErrorSoFar), "a line with the heading's columns and ticks");
        string[] stored = Directory.GetFiles(sandbox.Folder, "data", SearchOption.AllDirectories);
        Assert.Equal(2, stored.Length); // one for each process of nodes
        Assert.All(stored, data => Assert.Equal(16 << 10, new FileInfo(data).Length));
        child.Signal(PosixSignal.SIGINT);
        Finished run = child.Wait();
        // The content can be made again; keys and logs cannot.
        Assert.Empty(Directory.GetFiles(sandbox.Folder, "data", SearchOption.AllDirectories));
        Assert.Equal(2, Directory.GetFiles(sandbox.Folder, "node.key", SearchOption.AllDirectories).Length);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement metrics = json.RootElement.GetProperty("proof").GetProperty("metrics");
        Assert.Equal(at.OrderBy(each => each.Key), metrics.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!).OrderBy(each => each.Key));
    }

    [Fact]
    public async Task Every_settled_redemption_of_a_run_is_in_the_database_and_the_secret_is_nowhere()
    {
        await using PostgresServer server = await PostgresServer.StartNewAsync();
        using Sandbox sandbox = new("live.yaml");
        const string secret = "swordfish-1234";
        RunSettings settings = new() { Environment = new Dictionary<string, string> { ["FLEEK_SIM_AUDIT"] = $"{server.Connection};Password={secret}" } };
        Finished run = sandbox.Run(settings, ["run", "closed", "--live", "--json", .. Quick]).Expect(ExitCode.Ok);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement check = json.RootElement.GetProperty("checks").EnumerateArray()
            .Single(each => each.GetProperty("name").GetString() == "credited-is-recorded");
        Assert.True(check.GetProperty("holds").GetBoolean(), check.GetRawText());
        JsonElement audit = json.RootElement.GetProperty("proof").GetProperty("audit");
        long rows = audit.GetProperty("rows").GetInt64();
        Assert.True(rows >= 3 * 2, audit.GetRawText());
        Assert.Equal(rows, await server.AskAsync("SELECT count(*) FROM fleek_settlement"));
        // 98 chunks, each at the scenario's price.
        long credited = await server.AskAsync("SELECT sum(credited) FROM fleek_settlement");
        Assert.Equal($"{credited}", audit.GetProperty("credited_units").GetString());
        Assert.Equal(98, await server.AskAsync("SELECT sum(units) FROM fleek_settlement"));

        Assert.DoesNotContain(secret, run.Out + run.Error, StringComparison.Ordinal);
        foreach (string file in Directory.GetFiles(sandbox.Folder, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(secret, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no connection string of PostgreSQL", "Gast=/nowhere;Password=swordfish")]
    [InlineData("the audit's database does not answer", "Host=/nowhere;Username=a;Password=swordfish;Timeout=3")]
    public void A_database_that_is_none_is_told_before_anything_starts(string says, string connection)
    {
        using Sandbox sandbox = new("live.yaml");
        Finished run = sandbox.Run(["run", "closed", "--live", "--audit", connection, .. Quick]).Expect(ExitCode.RunsFailed);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(sandbox.Folder, "*.key", SearchOption.AllDirectories));
    }

    private static async Task UntilAsync(HttpClient http, string url, string series, Func<double, bool> holds)
    {
        string text = "";
        for (int attempt = 0; attempt < 600; attempt++)
        {
            text = await http.GetStringAsync(url, TestContext.Current.CancellationToken);
            foreach (string line in text.Split('\n'))
            {
                if (!line.StartsWith(series, StringComparison.Ordinal) || line[series.Length] is not (' ' or '{')) continue;
                if (holds(double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture))) return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"not within a minute: {series}\n{text}");
    }

    [GeneratedRegex(@"(?<role>[a-z]+ \d+) serves metrics at (?<at>http://\S+/metrics)")]
    private static partial Regex Told();

    /// <summary>Columns of docs/live.md, a threshold that is known while the run goes on, and one that is not.</summary>
    [GeneratedRegex(@" +\d+s +[\d.]+MiB/s +\d+ +\d+ +\d+ +\d+ +[\d.]+m?s/[\d.]+m?s +\d+  ✓ ttfb_p99_ms < 60 s \([\d.]+\)  \? negative_rate < 50 %")]
    private static partial Regex Line();
}
