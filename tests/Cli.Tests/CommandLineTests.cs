using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("unknown-verb", "rnu", "--sed", "1")]
    [InlineData("unknown-flag", "run", "small", "--sed", "1")]
    [InlineData("unknown-flag-before-the-argument", "sweep", "--job", "2", "small")]
    [InlineData("no-verb")]
    [InlineData("no-scenario", "run")]
    [InlineData("a-word-too-many", "run", "small", "other")]
    [InlineData("jobs-zero", "run", "small", "--jobs", "0")]
    [InlineData("colour-word", "list", "--color", "alway")]
    [InlineData("seed-and-seeds", "run", "small", "--seed", "1", "--seeds", "1..2")]
    [InlineData("seed-not-a-number", "run", "small", "--seed", "x")]
    [InlineData("list-unknown-thing", "list", "mesures")]
    [InlineData("explain-exit-codes", "explain", "exit-codes")]
    [InlineData("explain-measure", "explain", "negative_rate")]
    [InlineData("explain-unknown", "explain", "negative_rat")]
    [InlineData("list-measures", "list", "measures")]
    [InlineData("no-such-results", "report", "nowhere")]
    [InlineData("nothing-to-resume", "resume")]
    public void A_command_line_answers_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = new();
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args), args));
    }

    [Fact]
    public void Without_a_scenario_file_here_the_repository_has_one()
    {
        using Sandbox sandbox = new(scenarios: null);
        Assert.Contains("freeze-threshold", sandbox.Run("list").Expect(0).Out);
    }

    [Fact]
    public void A_scenario_file_that_is_not_there_is_named()
    {
        using Sandbox sandbox = new();
        Finished finished = sandbox.Run("list", "--file", "absent.yaml").Expect(2);
        Assert.Contains("absent.yaml", finished.Error);
        Assert.Empty(finished.Out);
    }

    [Fact]
    public void Colours_appear_only_when_asked_for()
    {
        using Sandbox sandbox = new();
        Assert.DoesNotContain('\e', sandbox.Run("rnu").Expect(2).Error);
        Assert.Contains('\e', sandbox.Run("explain", "nothing-such", "--color", "always").Expect(2).Error);
    }

    [Fact]
    public void An_answer_that_cannot_be_written_is_an_error()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full");
        using Sandbox sandbox = new();
        using System.Diagnostics.Process shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh",
                ["-c", "exec dotnet \"$0\" list measures > /dev/full", Path.Combine(AppContext.BaseDirectory, "fleek-sim.dll")])
            {
                RedirectStandardError = true,
                WorkingDirectory = sandbox.Folder,
            })!;
        string error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(2, shell.ExitCode);
        Assert.Contains("cannot write the answer", error);
    }
}
