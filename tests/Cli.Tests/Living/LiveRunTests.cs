using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests.Living;

/// <summary>Whole live runs: three replicas of a ledger, nodes and users in processes of their own, on loopback.</summary>
public sealed class LiveRunTests
{
    private static readonly string[] Quick = ["--predict-seeds", "3"];

    [Fact]
    public void A_live_run_of_fixed_lists_credits_and_freezes_as_its_simulation()
    {
        using Sandbox sandbox = new("live.yaml");
        Finished run = sandbox.Run(["run", "closed", "--live", "--json", .. Quick]).Expect(ExitCode.Ok);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement root = json.RootElement, proof = root.GetProperty("proof");
        Assert.Equal("live", root.GetProperty("mode").GetString());
        string[] checks = [.. root.GetProperty("checks").EnumerateArray().Select(check =>
        {
            Assert.True(check.GetProperty("holds").GetBoolean(), check.GetRawText());
            return check.GetProperty("name").GetString()!;
        })];
        Assert.Equal(
            ["conservation", "same-state", "paid-is-held", "held-is-credited", "paid-is-charged", "paid-is-readable", "equals-simulation"], checks);

        // 3 users x 2 nodes x 14 ticks, and 2 users of whom each buys 7 chunks of one node.
        JsonElement served = root.GetProperty("cells")[0].GetProperty("measures").GetProperty("served_chunks");
        Assert.Equal(((3 * 28) + (2 * 7)) / 5.0, served.GetProperty("mean").GetDouble(), 1e-9);
        Assert.True(root.GetProperty("predicted").GetProperty("measures").GetProperty("served_chunks").GetProperty("inside").GetBoolean());

        JsonElement[] ledger = [.. proof.GetProperty("ledger").EnumerateArray()];
        Assert.Equal(3, ledger.Length);
        Assert.Single(ledger, replica => replica.GetProperty("leader").GetBoolean());
        Assert.All(ledger, replica => Assert.True(replica.GetProperty("log_index").GetInt64() > 10 && replica.GetProperty("log_bytes").GetInt64() > 1_000));
        int[] processes = [.. ledger.Concat(proof.GetProperty("processes").EnumerateArray()).Select(p => p.GetProperty("pid").GetInt32())];
        Assert.Equal(6, processes.Distinct().Count());
        Assert.DoesNotContain(Environment.ProcessId, processes);
        long content = proof.GetProperty("served_bytes").GetInt64();
        Assert.Equal(98 * 16 << 10, content);
        Assert.True(proof.GetProperty("nodes").EnumerateArray().Sum(node => node.GetProperty("socket_sent_bytes").GetInt64()) > content);
        Assert.All(processes, AssertGone);
    }

    [Fact]
    public void What_was_predicted_is_stored_and_everything_is_kept()
    {
        using Sandbox sandbox = new("live.yaml");
        Finished run = sandbox.Run(["run", "closed", "--live", "--duration", "1 s", .. Quick]).Expect(ExitCode.Ok);
        Assert.Contains("must hold:", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("BROKEN", run.Out, StringComparison.Ordinal);
        string folder = Assert.Single(Directory.GetDirectories(sandbox.In("results", "closed"), "live-*"));
        DateTime predicted = File.GetLastWriteTimeUtc(Path.Combine(folder, "prediction.json"));
        DateTime began = Directory.GetFiles(folder, "ledger.key", SearchOption.AllDirectories).Min(File.GetLastWriteTimeUtc);
        Assert.True(predicted < began, $"predicted at {predicted:O}, a ledger's key was made at {began:O}");
        Assert.True(File.Exists(Path.Combine(folder, "outcome.json")));
    }

    [Fact]
    public void Ctrl_C_ends_demand_and_commits_what_is_outstanding()
    {
        using Sandbox sandbox = new("live.yaml");
        using Child child = sandbox.Start(["run", "endless", "--live", "--json", .. Quick]);
        child.Until(() => child.ErrorSoFar.Contains("receipts/s", StringComparison.Ordinal), "the first line of a live run");
        child.Signal(PosixSignal.SIGINT);
        Finished run = child.Wait().Expect(ExitCode.Interrupted);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.True(json.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.All(json.RootElement.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("holds").GetBoolean(), check.GetRawText()));
    }

    [Fact]
    public void A_role_that_dies_ends_the_run_by_name_and_leaves_no_process()
    {
        using Sandbox sandbox = new("live.yaml");
        using Child child = sandbox.Start(["run", "endless", "--live", .. Quick]);
        child.Until(() => child.ErrorSoFar.Contains("receipts/s", StringComparison.Ordinal), "the first line of a live run");
        int[] roles = RolesIn(sandbox.Folder);
        Assert.Equal(6, roles.Length);
        Process.GetProcessById(roles.Max()).Kill();
        Finished run = child.Wait().Expect(ExitCode.RunsFailed);
        Assert.Contains("has gone", run.Error, StringComparison.Ordinal);
        Assert.All(roles, AssertGone);
    }

    [Theory]
    [InlineData(ExitCode.BadScenario, "an adversary is played in simulations alone", "cheated", "--live")]
    [InlineData(ExitCode.BadCommandLine, "--max-rate", "closed", "--live", "--max-rate", "fast")]
    [InlineData(ExitCode.BadCommandLine, "--duration", "closed", "--live", "--duration", "long")]
    [InlineData(ExitCode.BadCommandLine, "--trace", "closed", "--live", "--trace")]
    public void What_does_not_run_live_is_refused_before_anything_starts(int code, string says, params string[] args)
    {
        using Sandbox sandbox = new("live.yaml");
        Finished run = sandbox.Run(["run", .. args]).Expect(code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sandbox.In("results")));
    }

    [Fact]
    public void What_a_live_run_should_measure_is_told_without_running_it()
    {
        using Sandbox sandbox = new("live.yaml");
        Finished told = sandbox.Run(["live", "predict", "closed", "--json", .. Quick]).Expect(ExitCode.Ok);
        using JsonDocument json = JsonDocument.Parse(told.Out);
        JsonElement served = json.RootElement.GetProperty("predicted").GetProperty("Measures").GetProperty("served_chunks");
        Assert.Equal((19.6, 19.6), (served.GetProperty("Low").GetDouble(), served.GetProperty("High").GetDouble()));
        Assert.Contains("least and greatest of 3 simulated runs", sandbox.Run(["live", "predict", "closed", .. Quick]).Expect(ExitCode.Ok).Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sandbox.In("results")));
    }

    [Fact]
    public void Users_who_do_not_fit_the_rate_stay_out_and_that_is_said()
    {
        using Sandbox sandbox = new("live.yaml");
        // Each of the others wants 2 x 5 chunks of 16 KiB a second, 1.3 Mbit/s.
        Finished run = sandbox.Run(["run", "closed", "--live", "--max-rate", "3 Mbit/s", .. Quick]).Expect(ExitCode.Ok);
        Assert.Contains("3 of them take part", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Processes of roles whose folder is this one: their working folder says so.</summary>
    private static int[] RolesIn(string folder) => [.. Process.GetProcesses().Where(process =>
    {
        try
        {
            string command = File.ReadAllText($"/proc/{process.Id}/cmdline");
            return command.Contains("\0live\0role", StringComparison.Ordinal)
                && new FileInfo($"/proc/{process.Id}/cwd").LinkTarget == folder;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }).Select(process => process.Id)];

    private static void AssertGone(int process)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (Directory.Exists($"/proc/{process}") && !IsZombie(process))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"process {process} of a role is still there");
            Thread.Sleep(20);
        }
    }

    private static bool IsZombie(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
