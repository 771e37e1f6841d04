using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("validate-broken", "validate", "--file", "broken.yaml")]
    [InlineData("unknown-scenario", "run", "smal")]
    [InlineData("missing-unit", "run", "small", "--set", "ledger.lag=5")]
    [InlineData("unknown-key", "run", "small", "--set", "payments.frezee_threshold=1 chunks")]
    [InlineData("negative-threshold", "run", "small", "--set", "payments.freeze_threshold=-1 chunks")]
    [InlineData("where-excludes-all", "sweep", "small", "--where", "ledger.lag > 1000 s")]
    [InlineData("empty-grid", "sweep", "empty-grid", "--file", "empty-grid.yaml")]
    [InlineData("too-many-runs", "sweep", "small", "--seeds", "1..10000")]
    [InlineData("absent-rtt-file", "run", "small", "--set", "network.delay=modelled", "--set", "network.rtt=absent.csv")]
    [InlineData("torn-rtt-file", "run", "small", "--set", "network.delay=modelled",
        "--set", "network.rtt=torn.csv", "--set", "network.places=places.csv")]
    public void Bad_input_is_answered_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = new();
        foreach (string file in (string[])["broken.yaml", "empty-grid.yaml", "torn.csv", "places.csv"])
            File.Copy(Sandbox.FilePath(file), sandbox.In(file));
        Finished finished = sandbox.Run(args);
        Assert.Empty(finished.Out);
        Assert.False(Directory.Exists(sandbox.In("results")), "nothing may be left behind");
        Transcript.Check(golden, Transcript.Of(sandbox, finished, args));
    }

    [Fact]
    public void Under_GitHub_Actions_each_error_is_an_annotation_too()
    {
        using Sandbox sandbox = new("broken.yaml");
        RunSettings settings = new(new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" });
        Assert.Matches(@"::error file=scenarios\.yaml,line=\d+,col=\d+,title=FS1002::unknown key", sandbox.Run(settings, "validate").Expect(3).Error);
    }

    [Fact]
    public void A_file_in_the_way_of_the_results_is_a_bad_command_line()
    {
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.In("taken"), "");
        Finished finished = sandbox.Run("run", "small", "--out", "taken").Expect(2);
        Assert.Contains("cannot write", finished.Error);
        Assert.Empty(finished.Out);
    }

    [Fact]
    public void A_folder_that_is_no_results_folder_is_left_alone()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--seed", "1").Expect(0);
        string folder = sandbox.Results("small");
        File.Delete(Path.Combine(folder, "manifest.json"));
        Finished finished = sandbox.Run("run", "small", "--seed", "1").Expect(12);
        Assert.Contains("is not a results folder", finished.Error);
    }

    [Fact]
    public void Results_of_another_plan_are_never_added_to()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--seed", "1", "--out", "a").Expect(0);
        sandbox.Run("run", "small", "--seed", "2", "--out", "b").Expect(0);
        string mine = sandbox.Results("small", "a");
        string other = sandbox.Results("small", "b");
        Directory.Delete(mine, recursive: true);
        Directory.Move(other, mine);
        Finished finished = sandbox.Run("run", "small", "--seed", "1", "--out", "a").Expect(12);
        Assert.Contains("holds results of plan", finished.Error);
        Assert.Empty(finished.Out);
    }

    [Fact]
    public void Another_build_that_behaves_the_same_goes_on()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--seeds", "1..4").Expect(0);
        EditJournal(sandbox, "small", line => Replace(line, "\"engine\":\"", "0123456789abcdef"));
        Finished again = sandbox.Run("run", "small", "--seeds", "1..4").Expect(0);
        Assert.Contains("4 finished runs are of another build; running 2 of them again to compare", again.Error);
        Assert.Contains("behaves identically", again.Error);
    }

    [Fact]
    public void Another_build_that_behaves_differently_is_refused_with_two_ways_on()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--seeds", "1..4").Expect(0);
        EditJournal(sandbox, "small", line => Replace(
            Replace(line, "\"engine\":\"", "0123456789abcdef"), "\"trace_hash\":\"", "0123456789abcdef"));
        Finished refused = sandbox.Run("run", "small", "--seeds", "1..4").Expect(12);
        Assert.Contains("--fresh", refused.Error);
        Assert.Contains("--mix-builds", refused.Error);
        Assert.Empty(refused.Out);
        sandbox.Run("run", "small", "--seeds", "1..4", "--mix-builds").Expect(0);
        sandbox.Run("run", "small", "--seeds", "1..4", "--fresh").Expect(0);
        Assert.Equal(2, Directory.GetDirectories(sandbox.In("results", "small")).Length);
    }

    [Fact]
    public void A_fresh_folder_makes_every_run_again()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--seeds", "1..2").Expect(0);
        Finished again = sandbox.Run("run", "small", "--seeds", "1..2", "--fresh").Expect(0);
        Assert.DoesNotContain("taken from other plans", again.Error);
        Assert.DoesNotContain("are there already", again.Error);
    }

    private static void EditJournal(Sandbox sandbox, string scenario, Func<string, string> edit)
    {
        string path = Path.Combine(sandbox.Results(scenario), "journal.jsonl");
        string[] lines = File.ReadAllLines(path);
        File.WriteAllText(path, string.Concat(lines.Select(l => edit(l) + "\n")));
    }

    /// <summary>Puts 16 digits where a field's 16 digits are.</summary>
    private static string Replace(string line, string field, string digits)
    {
        int at = line.IndexOf(field, StringComparison.Ordinal);
        Assert.True(at >= 0, $"no {field} in {line}");
        at += field.Length;
        return line[..at] + digits + line[(at + digits.Length)..];
    }
}
