using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

public sealed class ReplayTests
{
    [Theory]
    [InlineData("replay", "replay", "small", "--seed", "2", "--until", "300 ms")]
    [InlineData("replay-filtered", "replay", "small", "--seed", "2", "--from", "2 s", "--until", "2.5 s", "--user", "3", "--node", "5")]
    [InlineData("replay-lines", "replay", "small", "--seed", "2", "--until", "100 ms", "--trace", "-")]
    [InlineData("replay-json", "replay", "small", "--seed", "2", "--until", "100 ms", "--user", "3", "--json")]
    [InlineData("replay-whole", "replay", "small", "--set", "duration=400 ms", "--set", "users.count=1")]
    [InlineData("replay-until-zero", "replay", "small", "--until", "0 s")]
    [InlineData("replay-until-no-unit", "replay", "small", "--until", "12")]
    [InlineData("replay-from-after-until", "replay", "small", "--from", "2 s", "--until", "1 s")]
    [InlineData("replay-no-such-user", "replay", "small", "--user", "10")]
    [InlineData("replay-no-such-node", "replay", "small", "--node", "x")]
    [InlineData("replay-seed-not-a-number", "replay", "small", "--seed", "1..2")]
    [InlineData("replay-unknown-scenario", "replay", "smal")]
    [InlineData("replay-two-answers", "replay", "small", "--json", "--trace", "-")]
    [InlineData("replay-help", "replay", "--help")]
    [InlineData("determinism-help", "determinism", "--help")]
    public void A_replay_answers_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = new();
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args), args));
        Assert.False(Directory.Exists(sandbox.In("results")), "nothing may be left behind");
    }

    [Fact]
    public void A_whole_replay_gives_the_trace_of_the_run()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--seed", "3", "--trace").Expect(0);
        string run = Assert.Single(Directory.GetFiles(Path.Combine(sandbox.Results("small"), "traces")));
        Assert.Equal(File.ReadAllText(run), sandbox.Run("replay", "small", "--seed", "3", "--trace", "-").Expect(0).Out);
    }

    [Fact]
    public void Table_and_lines_tell_the_same_events()
    {
        using Sandbox sandbox = new();
        Finished finished = sandbox.Run("replay", "small", "--seed", "3", "--until", "4 s", "--trace").Expect(0);
        string file = sandbox.In("results", "small", "replay-s3.jsonl");
        Assert.Contains($"trace: {Path.Combine("results", "small", "replay-s3.jsonl")}", finished.Error);
        string[] lines = File.ReadAllLines(file);
        string[][] rows = [.. finished.Out.Split('\n').Skip(1).TakeWhile(l => l.Length > 0)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(lines.Length, rows.Length);
        Assert.InRange(rows.Length, 500, 5000);
        foreach ((string line, string[] row) in lines.Zip(rows))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement e = json.RootElement;
            Assert.Equal(e.GetProperty("t_s").GetDecimal(), decimal.Parse(row[0], CultureInfo.InvariantCulture));
            Assert.Equal(e.GetProperty("event").GetString(), row[1]);
            Assert.Equal([Field(e, "user"), Field(e, "node"), Field(e, "chunk"), Field(e, "amount_chunks")], row[2..]);
        }

        static string Field(JsonElement e, string name) => e.TryGetProperty(name, out JsonElement field) ? field.GetRawText() : "-";
    }

    [Fact]
    public void Filters_keep_what_they_name_and_nothing_else()
    {
        using Sandbox sandbox = new();
        string[] all = Lines(sandbox);
        Assert.Equal(all.Where(l => Of(l, "user") == 3), Lines(sandbox, "--user", "3"));
        Assert.Equal(all.Where(l => Of(l, "node") == 5), Lines(sandbox, "--node", "5"));
        Assert.Equal(all.Where(l => Of(l, "user") == 3 && Of(l, "node") == 5), Lines(sandbox, "--node", "5", "--user", "3"));
        decimal at = Of(all[300], "t_s")!.Value;
        Assert.Equal(all.Where(l => Of(l, "t_s") >= at), Lines(sandbox, "--from", $"{at} s"));
        Assert.Equal(all.Where(l => Of(l, "t_s") < at), Lines(sandbox, "--until", $"{at} s"));

        static string[] Lines(Sandbox sandbox, params string[] filters) =>
            sandbox.Run(["replay", "small", "--seed", "3", "--trace", "-", .. filters]).Expect(0)
                .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        static decimal? Of(string line, string name)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty(name, out JsonElement field) ? field.GetDecimal() : null;
        }
    }

    [Fact]
    public void Json_is_one_object_with_the_trace_in_it()
    {
        using Sandbox sandbox = new();
        using JsonDocument json = JsonDocument.Parse(sandbox.Run("replay", "small", "--json").Expect(0).Out);
        JsonElement answer = json.RootElement;
        Assert.True(answer.GetProperty("settled").GetBoolean());
        Assert.Equal(0, answer.GetProperty("pending").GetInt64());
        Assert.Equal(0, answer.GetProperty("unseen_chunks").GetDecimal());
        JsonElement[] trace = [.. answer.GetProperty("trace").EnumerateArray()];
        decimal paid = trace.Where(e => e.GetProperty("event").GetString() == "payment").Sum(e => e.GetProperty("amount_chunks").GetDecimal());
        Assert.Equal((10 * 60) - paid, answer.GetProperty("ledger_chunks").GetDecimal());
    }

    [Fact]
    public void A_trace_that_cannot_be_written_is_a_bad_command_line()
    {
        using Sandbox sandbox = new();
        Directory.CreateDirectory(sandbox.In("taken.part"));
        Assert.Contains("cannot write the trace 'taken'", sandbox.Run("replay", "small", "--trace", "taken").Expect(2).Error);
        Assert.False(File.Exists(sandbox.In("taken")));
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    public void A_signal_stops_it_and_it_says_so(PosixSignal signal, int code)
    {
        using Sandbox sandbox = new();
        using Child child = sandbox.Start("replay", "endless", "--user", "0", "--trace", "kept.jsonl");
        child.Until(() => File.Exists(sandbox.In("kept.jsonl.part")) && new FileInfo(sandbox.In("kept.jsonl.part")).Length > 0, "events were written");
        child.Signal(signal);
        Assert.Contains("stopped: the events above are not all", child.Wait().Expect(code).Error);
        Assert.False(File.Exists(sandbox.In("kept.jsonl")), "a file that is not whole must not look so");
    }
}
