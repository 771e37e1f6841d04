using CsCheck;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Tests;

public sealed class ShellCommandTests
{
    [Fact]
    public void Words_are_quoted_for_a_shell_only_where_needed() => Assert.Equal(
        "./fleek-sim run x --set 'a=1 chunks' --where 'it'\\''s' ''",
        ShellCommand.Of(["run", "x", "--set", "a=1 chunks", "--where", "it's", ""]));

    [Fact]
    public void A_shell_reads_back_what_was_quoted() => Gen.String[Gen.Char["ab1 '\"$\\*&;(#"], 0, 12].Array[1, 5].Sample(
            words =>
            {
                System.Diagnostics.ProcessStartInfo start = new("sh", ["-c", "printf '%s\\n' " + string.Join(' ', words.Select(ShellCommand.Quote))])
                {
                    RedirectStandardOutput = true,
                };
                using System.Diagnostics.Process shell = System.Diagnostics.Process.Start(start)!;
                Assert.Equal(string.Concat(words.Select(w => w + "\n")), shell.StandardOutput.ReadToEnd());
            },
            iter: 50);
}
