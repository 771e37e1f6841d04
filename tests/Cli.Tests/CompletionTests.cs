using System.Diagnostics;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("ch", "check")]
    [InlineData("check|sm", "small")]
    [InlineData("check|small|--ba", "--baseline")]
    [InlineData("check|small|--on", "--only")]
    [InlineData("check|small|--only|negative", "negative_rate")]
    [InlineData("run|small|--set|ledger.la", "ledger.lag=")]
    [InlineData("run|small|--qui", "--quiet")]
    [InlineData("baseline|a", "accept")]
    [InlineData("baseline|show|lo", "long")]
    [InlineData("check|long|sm", "small")]
    [InlineData("run|small|--until", "--until-ci")]
    [InlineData("run|small|--until-ci|negative", "negative_rate=")]
    [InlineData("do", "doctor")]
    [InlineData("baseline|accept|lo", "long")]
    [InlineData("completion|z", "zsh")]
    [InlineData("rou", "routes")]
    [InlineData("routes|co", "count")]
    [InlineData("routes|r", "read")]
    [InlineData("routes|count|--fo", "--format")]
    [InlineData("routes|path|--held", "--held-out")]
    [InlineData("routes|read|rib|--prefix-w", "--prefix-within")]
    [InlineData("routes|world|sm", "small")]
    [InlineData("routes|world|small|--write", "--write-dump")]
    [InlineData("explain|exit", "exit-codes")]
    [InlineData("nothing-such|", "")]
    [InlineData("run|small|--seed|", "")]
    public void A_word_is_completed_from_what_the_program_knows(string words, string expected)
    {
        using Sandbox sandbox = new();
        Assert.Equal(expected, sandbox.Run(["__complete", "--", .. words.Split('|')]).Expect(0).Out.Trim());
    }

    [Fact]
    public void Behind_routes_an_empty_word_names_what_stands_under_it()
    {
        using Sandbox sandbox = new();
        string[] words = sandbox.Run("__complete", "--", "routes", "").Expect(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["count", "graph", "infer", "lookup", "path", "read", "select", "world"], words.Where(word => word[0] != '-').Order());
    }

    [Fact]
    public void An_empty_word_names_every_verb_but_the_hidden_ones()
    {
        using Sandbox sandbox = new();
        string[] verbs = sandbox.Run("__complete", "--", "").Expect(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("run", verbs);
        Assert.Contains("compare", verbs);
        Assert.DoesNotContain("trail", verbs);
        Assert.DoesNotContain("__complete", verbs);
    }

    /// <summary>By the script itself, in the shell that it is for.</summary>
    [Fact]
    public void Bash_completes_a_scenario()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "this system has no bash");
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.In("completion.sh"), sandbox.Run("completion", "bash").Expect(0).Out);
        string program = Path.Combine(AppContext.BaseDirectory, "fleek-sim.dll");
        File.WriteAllText(sandbox.In("fleek-sim"), $"#!/bin/bash\nexec dotnet '{program}' \"$@\"\n");
        using Process bash = Process.Start(new ProcessStartInfo("/bin/bash",
            ["-c", "chmod +x fleek-sim; . ./completion.sh; COMP_WORDS=(./fleek-sim check sm); COMP_CWORD=2; _fleek_sim; printf '%s' \"${COMPREPLY[*]}\""])
        {
            WorkingDirectory = sandbox.Folder, RedirectStandardOutput = true,
        })!;
        Assert.Equal("small", bash.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void Another_shell_is_answered_with_the_nearest()
    {
        using Sandbox sandbox = new();
        Assert.Contains("did you mean 'bash'?", sandbox.Run("completion", "bsh").Expect(2).Error);
        foreach (string shell in (string[])["zsh", "fish"])
            Assert.Contains("__complete", sandbox.Run("completion", shell).Expect(0).Out);
    }
}
