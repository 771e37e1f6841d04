using System.Text.Json;
using Fleek.Analysis.Theory.Catalogue;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Sim.Cli.Theorizing;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests;

public sealed class TheoryTests
{
    [Theory]
    [InlineData("theory-list", "theory")]
    [InlineData("theory-defaults", "theory", "lock-step")]
    [InlineData("theory-sets", "theory", "exposure-coin", "--set", "probability=1/10", "--set", "k=16", "--set", "lag=500 ms")]
    [InlineData("theory-json", "theory", "freeze-targets", "--set", "batch=10 chunks", "--json")]
    [InlineData("theory-unknown-law", "theory", "lockstep")]
    [InlineData("theory-far-law", "theory", "gravity")]
    [InlineData("theory-unknown-parameter", "theory", "lock-step", "--set", "treshold=20")]
    [InlineData("theory-not-a-number", "theory", "lock-step", "--set", "lag=soon")]
    [InlineData("theory-nan", "theory", "common-view", "--set", "rate=NaN")]
    [InlineData("theory-wrong-unit", "theory", "common-view", "--set", "lag=5 chunks")]
    [InlineData("theory-out-of-range", "theory", "exposure-coin", "--set", "p=1.5")]
    [InlineData("theory-not-whole", "theory", "lock-step", "--set", "serving_nodes=2.5")]
    [InlineData("theory-no-law-for-it", "theory", "md1-ledger", "--set", "rate=12.5")]
    [InlineData("theory-set-twice", "theory", "lock-step", "--set", "k=3", "--set", "serving_nodes=4")]
    [InlineData("theory-no-equals", "theory", "lock-step", "--set", "k")]
    [InlineData("theory-explained", "explain", "lease-stall")]
    [InlineData("theory-set-without-law", "theory", "--set", "k=3")]
    public void A_question_is_answered_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = new(scenarios: null);
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args), args));
    }

    [Fact]
    public void A_scenario_with_the_name_of_a_law_is_explained_first()
    {
        using Sandbox sandbox = new(scenarios: null); // the repository's file has a scenario common-view
        Assert.Contains("origin", sandbox.Run("explain", "common-view").Expect(0).Out);
        Assert.Contains("Formula", sandbox.Run("theory", "common-view").Expect(0).Out);
    }

    [Fact]
    public void Json_carries_every_digit()
    {
        using Sandbox sandbox = new(scenarios: null);
        using JsonDocument answer = JsonDocument.Parse(sandbox.Run("theory", "chunk-rate", "--json").Expect(0).Out);
        JsonElement rate = answer.RootElement.GetProperty("results").GetProperty("rate");
        Assert.Equal(4768.37158203125, rate.GetProperty("value").GetDouble());
        Assert.Equal("chunks/s", rate.GetProperty("unit").GetString());
        JsonElement link = answer.RootElement.GetProperty("parameters").GetProperty("link");
        Assert.True(link.GetProperty("is_default").GetBoolean());
        Assert.Equal(1e10, link.GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("table").ValueKind);
    }

    [Theory]
    [InlineData("lag", "2.5", 2.5)]
    [InlineData("lag", "2.5 s", 2.5)]
    [InlineData("lag", "500ms", 0.5)]
    [InlineData("lag", "1/4 min", 15)]
    [InlineData("rate", "3 chunks/s", 3)]
    [InlineData("rate", "3/s", 3)]
    [InlineData("freeze_threshold", "30 chunks", 30)]
    [InlineData("balance", "1e3", 1000)]
    public void Values_may_carry_a_unit_of_their_kind(string parameter, string text, double value)
    {
        Law law = Laws.Find("common-view")!;
        Assert.Equal(value, LawQuestion.Read(law, [$"{parameter}={text}"]).Values[parameter], 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("1e999")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("5 parsecs")]
    public void What_is_no_number_of_the_unit_is_a_bad_command_line(string text)
    {
        CommandException problem = Assert.Throws<CommandException>(
            () => LawQuestion.Read(Laws.Find("common-view")!, [$"lag={text}"]));
        Assert.Equal(ExitCode.BadCommandLine, problem.Code);
        Assert.Contains("lag takes a number in s", problem.Message);
    }

    [Fact]
    public void The_page_of_laws_shows_every_law_as_the_program_does()
    {
        string page = File.ReadAllText(Path.Combine(DataFolder.Repository, "docs", "theory.md"));
        List<string> shown = [];
        const string Prompt = "$ ./fleek-sim theory ";
        foreach (string block in page.Split("\n```\n").Where(b => b.Contains(Prompt)))
        {
            string[] lines = block[(block.IndexOf(Prompt, StringComparison.Ordinal) + 2)..].Split('\n');
            string[] words = lines[0].Split(' ');
            Law law = Laws.Find(words[2]) ?? throw new InvalidOperationException($"the page shows '{words[2]}'");
            string[] sets = [.. words.Skip(3).Where(w => w != "--set")];
            LawQuestion question = LawQuestion.Read(law, sets);
            Assert.Equal(LawPage.Lines(law, question, law.Answer(question.Values), int.MaxValue), lines.Skip(1));
            shown.Add(law.Name);
        }

        Assert.Equal(Laws.All.Select(l => l.Name), shown.Distinct());
    }
}
