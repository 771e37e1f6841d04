using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests.Routing;

public sealed class RoutesTests
{
    [Theory]
    [InlineData("routes-no-verb", "routes")]
    [InlineData("routes-unknown-verb", "routes", "cuont")]
    [InlineData("routes-unknown-flag", "routes", "count", "--jsn", "rib")]
    [InlineData("routes-count-no-file", "routes", "count")]
    [InlineData("routes-count-help", "routes", "count", "--help")]
    [InlineData("routes-read-help", "routes", "read", "--help")]
    [InlineData("routes-lookup-help", "routes", "lookup", "--help")]
    public void A_command_line_is_answered_as_in_its_transcript(string golden, params string[] args)
    {
        using DumpSandbox dumps = new();
        dumps.Check(golden, args);
    }

    [Theory]
    [InlineData("routes-count", "routes", "count", "rib", "updates")]
    [InlineData("routes-count-json", "routes", "count", "strange", "--json")]
    [InlineData("routes-count-csv", "routes", "count", "strange", "rib.gz", "updates", "--format", "csv")]
    [InlineData("routes-count-strange", "routes", "count", "strange")]
    [InlineData("routes-read", "routes", "read", "rib.gz", "updates")]
    [InlineData("routes-read-csv", "routes", "read", "rib", "updates", "--format", "csv")]
    [InlineData("routes-read-json", "routes", "read", "rib", "updates", "--json")]
    [InlineData("routes-read-within", "routes", "read", "rib", "updates", "--prefix-within", "10.0.0.0/14")]
    [InlineData("routes-read-covering", "routes", "read", "rib", "updates", "--prefix-covering", "10.1.2.3")]
    [InlineData("routes-read-exact", "routes", "read", "rib", "updates", "--prefix", "10.1.0.0/16", "--peer", "AS64501")]
    [InlineData("routes-read-path", "routes", "read", "rib", "updates", "--path", "_64511_")]
    [InlineData("routes-read-community", "routes", "read", "rib", "updates", "--community", "64501:1:2", "--origin", "64513")]
    [InlineData("routes-read-times", "routes", "read", "rib", "updates", "--from", "2020-08-09T03:21:30Z", "--until", "1596943380", "--type", "bgp4mp")]
    [InlineData("routes-read-at", "routes", "read", "updates", "rib.gz", "--at", "2020-08-09T03:22:00Z")]
    [InlineData("routes-read-after", "routes", "read", "rib", "updates", "--at", "2020-08-09T04:00:00Z", "--quiet")]
    [InlineData("routes-read-at-no-table", "routes", "read", "updates", "--at", "2020-08-09T04:00:00Z")]
    [InlineData("routes-lookup", "routes", "lookup", "10.1.2.3", "10.9.9.9", "2001:db8::1", "192.0.2.1", "--table", "rib")]
    [InlineData("routes-lookup-json", "routes", "lookup", "10.1.2.3", "10.2.0.1", "11.0.0.0", "--table", "prefixes", "--json")]
    [InlineData("routes-lookup-csv", "routes", "lookup", "10.1.2.3", "10.2.0.1", "--table", "prefixes", "--table", "rib", "--format", "csv")]
    public void A_dump_is_answered_as_in_its_transcript(string golden, params string[] args)
    {
        using DumpSandbox dumps = new();
        dumps.Sandbox.Run(args).Expect(0);
        dumps.Check(golden, args);
    }

    [Theory]
    [InlineData("routes-cut", 4, "routes", "read", "cut")]
    [InlineData("routes-cut-packed", 4, "routes", "count", "cut.gz")]
    [InlineData("routes-empty", 3, "routes", "count", "empty")]
    [InlineData("routes-html", 3, "routes", "read", "page.html")]
    [InlineData("routes-text-table", 3, "routes", "count", "table.txt")]
    [InlineData("routes-noise", 3, "routes", "count", "noise")]
    [InlineData("routes-swapped", 3, "routes", "count", "swapped")]
    [InlineData("routes-one-of-several", 3, "routes", "count", "rib", "page.html", "cut", "updates")]
    [InlineData("routes-absent", 2, "routes", "count", "rib", "absent")]
    [InlineData("routes-folder", 2, "routes", "read", "folder")]
    [InlineData("routes-stdin-twice", 2, "routes", "count", "-", "-")]
    [InlineData("routes-bad-prefix", 2, "routes", "read", "rib", "--prefix", "10.0.0.0/33")]
    [InlineData("routes-two-prefixes", 2, "routes", "read", "rib", "--prefix", "10.0.0.0/8", "--prefix-within", "10.0.0.0/8")]
    [InlineData("routes-bad-regex", 2, "routes", "read", "rib", "--path", "(1")]
    [InlineData("routes-bad-time", 2, "routes", "read", "rib", "--at", "yesterday")]
    [InlineData("routes-bad-kind", 2, "routes", "read", "rib", "--kind", "anounce")]
    [InlineData("routes-bad-community", 2, "routes", "read", "rib", "--community", "1:2:3:4")]
    [InlineData("routes-at-and-from", 2, "routes", "read", "rib", "--at", "5", "--from", "4")]
    [InlineData("routes-write-nowhere", 2, "routes", "read", "rib", "--write", "absent/out")]
    [InlineData("routes-lookup-no-table", 2, "routes", "lookup", "10.0.0.1")]
    [InlineData("routes-lookup-no-address", 2, "routes", "lookup", "10.0.0", "--table", "rib")]
    [InlineData("routes-lookup-html", 3, "routes", "lookup", "10.0.0.1", "--table", "page.html")]
    public void What_is_wrong_is_said_as_in_its_transcript(string golden, int code, params string[] args)
    {
        using DumpSandbox dumps = new();
        dumps.Sandbox.Run(args).Expect(code);
        dumps.Check(golden, args);
    }

    [Fact]
    public void A_table_that_was_written_holds_what_was_printed()
    {
        using DumpSandbox dumps = new();
        Sandbox sandbox = dumps.Sandbox;
        const string At = "2020-08-09T03:22:00Z";
        Finished written = sandbox.Run("routes", "read", "rib", "updates", "--at", At, "--write", "out").Expect(0);
        Assert.Empty(written.Out);
        Assert.Equal(sandbox.Run("routes", "read", "rib", "updates", "--at", At).Expect(0).Out, sandbox.Run("routes", "read", "out").Expect(0).Out);
        sandbox.Run("routes", "read", "rib", "updates", "--at", At, "--write", "part", "--peer", "64502").Expect(0);
        string[] lines = sandbox.Run("routes", "read", "part").Expect(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Contains("|64502|", line));
    }

    [Fact]
    public void Standard_input_is_a_dump_or_a_list_of_addresses()
    {
        using DumpSandbox dumps = new();
        string plain = dumps.Sandbox.Run("routes", "count", "rib", "--json").Expect(0).Out;
        foreach (string file in new[] { "rib", "rib.gz" })
        {
            (int code, string output, _) = Shell(dumps.Sandbox, $"cat {file} | $fs routes count - --json");
            Assert.Equal(0, code);
            Assert.Equal(Elements(plain), Elements(output));
        }

        Assert.Equal(4, Shell(dumps.Sandbox, "cat cut.gz | $fs routes count -").Code);
        (int looked, string answer, string error) = Shell(dumps.Sandbox, "printf '10.1.2.3\\nfoo\\n\\n2001:db8::9\\n' | $fs routes lookup --table rib");
        Assert.Equal(2, looked);
        Assert.Equal("10.1.2.3\t10.1.0.0/16\t64512_4200000001\n2001:db8::9\t2001:db8::/32\t64502\n", answer);
        Assert.Contains("standard input(2): 'foo' is no address", error);
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_error()
    {
        using DumpSandbox dumps = new();
        string many = string.Join(' ', Enumerable.Repeat("rib", 2_000));
        (_, string output, string error) = Shell(dumps.Sandbox, $"$fs routes read {many} | head -1; echo ${{PIPESTATUS[0]}} >&2");
        Assert.StartsWith("TABLE_DUMP2|1596943200|B|10.0.0.1|64501|10.0.0.0/8|", output);
        Assert.Equal("0\n", error);
    }

    [Fact]
    public void A_signal_ends_a_reading_with_its_code()
    {
        using DumpSandbox dumps = new();
        using Process fifo = Process.Start("mkfifo", dumps.Sandbox.In("pipe"));
        fifo.WaitForExit();
        using Child child = dumps.Sandbox.Start("routes", "count", "pipe", "--progress", "plain");

        // A pipe without an end: records until the reader stops.
        using FileStream pipe = new(dumps.Sandbox.In("pipe"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        byte[] table = File.ReadAllBytes(dumps.Sandbox.In("rib"));
        bool signalled = false;
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            while (watch.Elapsed < TimeSpan.FromSeconds(60))
            {
                for (int i = 0; i < 100; i++) pipe.Write(table);
                if (signalled || watch.Elapsed < TimeSpan.FromMilliseconds(500)) continue;
                child.Signal(PosixSignal.SIGINT);
                signalled = true;
            }
        }
        catch (IOException)
        {
            // The reader has gone, as it was asked to.
        }

        Finished finished = child.Wait().Expect(130);
        Assert.Contains("stopped within pipe", finished.Error);
    }

    private static (int, string) Elements(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return (document.RootElement.GetProperty("elements").GetInt32(), document.RootElement.GetProperty("kinds").GetRawText());
    }

    private static (int Code, string Out, string Error) Shell(Sandbox sandbox, string command)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "this system has no bash");
        string program = Path.Combine(AppContext.BaseDirectory, "fleek-sim.dll");
        using Process bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", $"fs='dotnet {program}'; {command}"])
        {
            WorkingDirectory = sandbox.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Task<string> error = bash.StandardError.ReadToEndAsync();
        string output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return (bash.ExitCode, output, error.Result);
    }
}
