using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests.Living.Lab;

/// <summary>What happens to machines of a live run, and that it costs nobody money: all books agree after each.</summary>
public sealed class LabTests(NetworkLab lab) : IClassFixture<NetworkLab>
{
    private const int NodePort = 7401;

    [Fact]
    public void Nothing_happens_and_every_machine_has_done_its_part()
    {
        using Child run = Begin();
        using JsonDocument end = End(run);
        JsonElement proof = end.RootElement.GetProperty("proof");
        Assert.Equal(3, proof.GetProperty("ledger").GetArrayLength());
        Assert.All(proof.GetProperty("nodes").EnumerateArray(), node => Assert.True(node.GetProperty("socket_sent_bytes").GetInt64() > 1 << 20, node.GetRawText()));
        Assert.Equal(
            ["gateway-gateway", "node-node-0", "node-node-1", "node-node-2", "user-user"],
            proof.GetProperty("processes").EnumerateArray().Select(p => p.GetProperty("name").GetString()).Order());
        Assert.Empty(DeathsOf(end));

        // The gateway paid for all of it, and carried a thousandth and less.
        JsonElement gateway = Assert.Single(proof.GetProperty("gateways").EnumerateArray());
        long carried = gateway.GetProperty("sent_bytes").GetInt64() + gateway.GetProperty("received_bytes").GetInt64();
        Assert.Equal(6, gateway.GetProperty("offers").GetInt64());
        Assert.True(carried > 6_000 && carried * 1_000 < proof.GetProperty("served_bytes").GetInt64(), gateway.GetRawText());
    }

    [Fact]
    public void A_node_that_is_killed_in_the_middle_of_exchanges_is_started_again_and_nothing_is_paid_twice_or_lost()
    {
        using Child run = Begin("--restarts", "1");
        Kill(lab.ProcessOf("node-1"));
        using JsonDocument end = End(run);
        JsonElement death = Assert.Single(DeathsOf(end));
        Assert.Equal("node-node-1", death.GetProperty("role").GetString());
        Assert.True(death.GetProperty("back_s").GetDouble() > death.GetProperty("at_s").GetDouble(), death.GetRawText());
        // Users came back to it: all of what they wanted was served in the end.
        Assert.True(Inside(end, "served_chunks"), end.RootElement.GetRawText());
    }

    [Fact]
    public void Settlement_goes_on_when_the_ledgers_leader_is_killed()
    {
        using Child run = Begin();
        string leader = run.ErrorSoFar.Split('\n').Single(line => line.StartsWith("the ledger is led by ", StringComparison.Ordinal)).Split(' ')[^1];
        Kill(lab.ProcessOf($"ledger-{leader[^1]}"));
        run.Until(() => run.ErrorSoFar.Contains("replicas go on without it", StringComparison.Ordinal), "a death is noticed");
        long then = Commits(run);
        run.Until(() => Commits(run) > then + 20, "commits go on");
        using JsonDocument end = End(run);
        Assert.Equal(leader, Assert.Single(DeathsOf(end)).GetProperty("role").GetString());
        JsonElement[] replicas = [.. end.RootElement.GetProperty("proof").GetProperty("ledger").EnumerateArray()];
        Assert.Equal(2, replicas.Length);
        Assert.Single(replicas, replica => replica.GetProperty("leader").GetBoolean());
    }

    [Fact]
    public void A_node_that_does_not_hear_the_ledger_for_ten_seconds_stops_serving_and_goes_on_when_it_does()
    {
        using Child run = Begin("--duration", "22 s");
        long before = SentDuring(TimeSpan.FromSeconds(2));
        for (int i = 0; i < 3; i++) lab.At("node-2", "ip", "route", "add", "blackhole", $"{NetworkLab.AddressOf($"ledger-{i}")}/32");
        Stopwatch partition = Stopwatch.StartNew();
        // The fence falls after five seconds; users reach the node all the time.
        Thread.Sleep(7_500);
        long fenced = SentDuring(TimeSpan.FromSeconds(2));
        while (partition.Elapsed < TimeSpan.FromSeconds(10)) Thread.Sleep(10);
        for (int i = 0; i < 3; i++) lab.At("node-2", "ip", "route", "del", "blackhole", $"{NetworkLab.AddressOf($"ledger-{i}")}/32");
        using JsonDocument end = End(run);
        Assert.True(fenced < 128 << 10 && before > 1 << 20, $"{before} bytes in 2 s before, {fenced} when its view was stale");
        JsonElement[] nodes = [.. end.RootElement.GetProperty("proof").GetProperty("nodes").EnumerateArray()];
        Assert.True(nodes[2].GetProperty("stale_views").GetInt64() >= 1, nodes[2].GetRawText());
        Assert.Equal(0, nodes[0].GetProperty("stale_views").GetInt64() + nodes[1].GetProperty("stale_views").GetInt64());
        Assert.True(Inside(end, "served_chunks"), end.RootElement.GetRawText());
    }

    [Fact]
    public void A_node_whose_disk_is_full_releases_no_key_says_so_and_goes_on_from_its_log_once_there_is_room()
    {
        using Child run = Begin("--restarts", "20");
        NetworkLab.Run("mount", "-o", $"remount,size={UsedBytes() + 8192}", lab.SmallDisk);
        try
        {
            run.Until(() => run.ErrorSoFar.Contains("has stopped releasing keys", StringComparison.Ordinal), "the node says so");
            Assert.Contains("No space left on device", run.ErrorSoFar, StringComparison.Ordinal);
            // It may find room for a little more, until that is full too.
            Thread.Sleep(3_000);
        }
        finally
        {
            NetworkLab.Run("mount", "-o", "remount,size=2g", lab.SmallDisk);
        }

        using JsonDocument end = End(run);
        Assert.NotEmpty(DeathsOf(end));
        Assert.All(DeathsOf(end), death =>
        {
            Assert.Equal("node-node-0", death.GetProperty("role").GetString());
            Assert.Equal(JsonValueKind.Number, death.GetProperty("back_s").ValueKind);
        });
    }

    [Fact]
    public void Users_who_stop_reading_for_long_are_disconnected_and_resume()
    {
        // Whether a node has more to send than the kernels take when users stop is not in this test's hands: it is for the long form.
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1", "FLEEK_SIM_LONG=1 plays it; ConnectionTests of Live.Tests has a slow reader too");
        using Child run = Begin("--duration", "34 s");
        string users = $"{lab.ProcessOf("user")}";
        Assert.True(StopsInTheMiddleOfAChunk(users), "whenever users were stopped, nothing was on its way to them");
        Thread.Sleep(25_000);
        NetworkLab.Run("kill", "-CONT", users);
        using JsonDocument end = End(run);
        Assert.True(Disconnections(end, "SlowReader") >= 1, end.RootElement.GetProperty("proof").GetProperty("nodes").GetRawText());
    }

    [Fact]
    public void Garbage_and_ten_thousand_idle_connections_are_counted_and_cost_honest_users_nothing()
    {
        const int idle = 10_000, bad = 50;
        string[] addresses = [.. Enumerable.Range(101, 3).Select(i => $"10.77.0.{i}")];
        foreach (string address in addresses) lab.At("conductor", "ip", "addr", "add", $"{address}/24", "dev", "eth0");
        using Child run = Begin("--duration", "20 s");
        IPEndPoint node = new(IPAddress.Parse(NetworkLab.AddressOf("node-2")), NodePort);
        Socket[] hostile = NamespaceSockets.Connect(lab.NamespaceOf("conductor"), addresses, node, idle + bad);
        Random random = new(1);
        byte[] garbage = new byte[1_000];
        foreach (Socket socket in hostile[..bad])
        {
            random.NextBytes(garbage);
            socket.Send(garbage);
        }

        using JsonDocument end = End(run);
        foreach (Socket socket in hostile) socket.Dispose();
        string nodes = end.RootElement.GetProperty("proof").GetProperty("nodes").GetRawText();
        Assert.True(Disconnections(end, "Malformed") >= bad * 9 / 10, nodes);
        Assert.True(Disconnections(end, "NoSession") + Disconnections(end, "TooManyOfAddress") >= idle * 9 / 10, nodes);
        Assert.True(Inside(end, "served_chunks"), end.RootElement.GetRawText());
        JsonElement process = end.RootElement.GetProperty("proof").GetProperty("processes").EnumerateArray()
            .Single(p => p.GetProperty("name").GetString() == "node-node-2");
        Assert.True(process.GetProperty("peak_bytes").GetInt64() < 400L << 20, process.GetRawText());
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_machines_is_told_before_anything_starts()
    {
        Require();
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        string hosts = Path.Combine(lab.Folder, "hosts.yaml"), good = File.ReadAllText(hosts);
        try
        {
            File.WriteAllText(hosts, good.Replace("10.77.0.7", "10.77.0.77", StringComparison.Ordinal));
            using Child run = lab.Play("lab");
            Finished refused = run.Wait().Expect(ExitCode.HostsNotReady);
            Assert.Contains("FS5101", refused.Error, StringComparison.Ordinal);
            Assert.Contains("node-2", refused.Error, StringComparison.Ordinal);
            Assert.Contains("nothing was started", refused.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.WriteAllText(hosts, good);
        }

        using Child wrong = lab.Start("live", "run", "lab", "--hosts", "hosts.yaml", "--key", "keys/user.key");
        Assert.Contains("the hosts take orders from", wrong.Wait().Expect(ExitCode.HostsNotReady).Error, StringComparison.Ordinal);
        using Child more = lab.Play("lab", "--set", "nodes=5");
        Assert.Contains("--set nodes=3", more.Wait().Expect(ExitCode.BadScenario).Error, StringComparison.Ordinal);
    }

    private void Require() => Assert.SkipWhen(lab.Missing is not null, lab.Missing ?? "");

    /// <summary>A run whose users have been served for some seconds.</summary>
    private Child Begin(params string[] more)
    {
        Require();
        Child run = lab.Play("lab", more);
        run.Until(() => Commits(run) > 10, "users pay and nodes commit");
        return run;
    }

    /// <summary>What it came to; every check of it holds, whatever happened.</summary>
    private static JsonDocument End(Child run)
    {
        Finished finished = run.Wait().Expect(ExitCode.Ok);
        JsonDocument end = JsonDocument.Parse(finished.Out);
        string[] names = [.. end.RootElement.GetProperty("checks").EnumerateArray().Select(check =>
        {
            Assert.True(check.GetProperty("holds").GetBoolean(), $"{check.GetRawText()}\n{finished.Error}");
            return check.GetProperty("name").GetString()!;
        })];
        Assert.Equal(["conservation", "same-state", "paid-is-held", "held-is-credited", "paid-is-charged", "paid-is-readable", "paid-is-noted"], names);
        return end;
    }

    private static JsonElement[] DeathsOf(JsonDocument end) => [.. end.RootElement.GetProperty("deaths").EnumerateArray()];

    private static bool Inside(JsonDocument end, string measure)
    {
        JsonElement predicted = end.RootElement.GetProperty("predicted").GetProperty("measures").GetProperty(measure);
        // Three simulated runs bound little: their spread is taken on both sides of them once more.
        double low = predicted.GetProperty("low").GetDouble(), high = predicted.GetProperty("high").GetDouble(), slack = Math.Max(high - low, 0.1 * high);
        return predicted.GetProperty("measured").GetDouble() is var measured && measured >= low - slack && measured <= high + slack;
    }

    private static long Disconnections(JsonDocument end, string reason) => end.RootElement.GetProperty("proof").GetProperty("nodes").EnumerateArray()
        .Sum(node => node.GetProperty("disconnections").TryGetProperty(reason, out JsonElement count) ? count.GetInt64() : 0);

    /// <summary>The column of the last line that a run printed while it went on.</summary>
    private static long Commits(Child run)
    {
        string[] lines = run.ErrorSoFar.Split('\n');
        int head = Array.FindIndex(lines, line => line.Contains("receipts/s", StringComparison.Ordinal));
        if (head < 0) return 0;
        string[]? last = lines[(head + 1)..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .LastOrDefault(words => words.Length > 6 && words.All(word => char.IsAsciiDigit(word[0])));
        return last is null ? 0 : long.Parse(last[4]);
    }

    /// <summary>Stops a process at a moment at which some node's kernel has more to send to it than it takes.</summary>
    private bool StopsInTheMiddleOfAChunk(string process)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            NetworkLab.Run("kill", "-STOP", process);
            Thread.Sleep(100);
            for (int node = 0; node < 3; node++)
                if (MostUnsent($"node-{node}") > 30_000) return true;
            NetworkLab.Run("kill", "-CONT", process);
            Thread.Sleep(50);
        }

        return false;
    }

    private long MostUnsent(string machine) => lab.At(machine, "ss", "-Htn", "state", "established", "sport", "=", $":{NodePort}")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])).DefaultIfEmpty().Max();

    private long SentDuring(TimeSpan time)
    {
        long before = Sent();
        Thread.Sleep(time);
        return Sent() - before;
    }

    private long Sent() => long.Parse(lab.At("node-2", "cat", "/sys/class/net/eth0/statistics/tx_bytes"));

    private long UsedBytes() => long.Parse(NetworkLab.Run("df", "--output=used", "-B1", lab.SmallDisk).Split('\n')[1]);

    private static void Kill(int process)
    {
        using Process there = Process.GetProcessById(process);
        there.Kill();
    }
}
