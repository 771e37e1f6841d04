using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests;

public sealed class ExchangeTests
{
    private const int Block = 256 << 10;

    [Theory]
    [InlineData("exchange-help", "exchange", "--help")]
    [InlineData("exchange", "exchange", "--file", "three", "--seed", "1")]
    [InlineData("exchange-link", "exchange", "--file", "three", "--seed", "1", "--delay", "20ms", "--rate", "1Gbit/s", "--loss", "10%")]
    [InlineData("exchange-signed", "exchange", "--file", "three", "--seed", "1", "--tickets", "signed", "--window", "1")]
    [InlineData("exchange-dear", "exchange", "--file", "three", "--seed", "1", "--price", "3 credit", "--mode", "post")]
    public void An_exchange_answers_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = WithThreeBlocks();
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args).Expect(0), args));
    }

    [Theory]
    [InlineData("truncated-block")]
    [InlineData("flipped-block")]
    [InlineData("flipped-frame")]
    [InlineData("wrong-content")]
    [InlineData("expired-grant")]
    [InlineData("wrong-chain")]
    [InlineData("dear-price")]
    public void What_is_wrong_is_refused_with_its_reason_and_nothing_is_written(string fault)
    {
        using Sandbox sandbox = WithThreeBlocks();
        string[] args = ["exchange", "--file", "three", "--seed", "1", "--fault", fault, "--window", "1", "--out", "received"];
        Finished finished = sandbox.Run(args).Expect(14);
        Assert.Equal(["scenarios.yaml", "three"], FilesIn(sandbox));
        Transcript.Check($"exchange-{fault}", Transcript.Of(sandbox, finished, args));
    }

    [Theory]
    [InlineData("truncated-block", "WrongPlaintext")]
    [InlineData("flipped-block", "WrongPlaintext")]
    [InlineData("flipped-frame", "WrongPlaintext")]
    public void A_chunk_that_comes_as_it_is_is_judged_before_it_is_paid(string fault, string reason)
    {
        using Sandbox sandbox = WithThreeBlocks(1);
        Finished finished = sandbox.Run("exchange", "--file", "three", "--fault", fault, "--mode", "post", "--json").Expect(14);
        JsonElement answer = JsonDocument.Parse(finished.Out).RootElement;
        Assert.Equal(reason, answer.GetProperty("fault").GetString());
        Assert.Equal(0, answer.GetProperty("paid_chunks").GetInt64());
        Assert.Equal(0, answer.GetProperty("settled_chunks").GetInt64());
        Assert.Equal(answer.GetProperty("deposited_units").GetInt64(), answer.GetProperty("left_units").GetInt64());
    }

    [Theory]
    [InlineData("exchange-no-file", "exchange")]
    [InlineData("exchange-absent-file", "exchange", "--file", "absent")]
    [InlineData("exchange-folder", "exchange", "--file", ".")]
    [InlineData("exchange-file-in-file", "exchange", "--file", "three/more")]
    [InlineData("exchange-out-folder", "exchange", "--file", "three", "--out", ".")]
    [InlineData("exchange-out-nowhere", "exchange", "--file", "three", "--out", "absent/received")]
    [InlineData("exchange-absent-file-out", "exchange", "--file", "absent", "--out", "received")]
    [InlineData("exchange-mode-word", "exchange", "--file", "three", "--mode", "ecn")]
    [InlineData("exchange-window", "exchange", "--file", "three", "--window", "129")]
    [InlineData("exchange-seed", "exchange", "--file", "three", "--seed", "-1")]
    [InlineData("exchange-delay", "exchange", "--file", "three", "--delay", "20")]
    [InlineData("exchange-loss", "exchange", "--file", "three", "--loss", "51%")]
    [InlineData("exchange-rate", "exchange", "--file", "three", "--rate", "0Mbit/s")]
    [InlineData("exchange-price", "exchange", "--file", "three", "--price", "0 credit")]
    [InlineData("exchange-price-chunks", "exchange", "--file", "three", "--price", "2 chunks")]
    [InlineData("exchange-nothing-to-flip", "exchange", "--file", "empty", "--fault", "flipped-block")]
    public void What_cannot_be_asked_for_is_answered_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = WithThreeBlocks();
        File.WriteAllBytes(sandbox.In("empty"), []);
        string[] before = FilesIn(sandbox);
        Finished finished = sandbox.Run(args).Expect(2);
        Assert.Empty(finished.Out);
        Assert.Equal(before, FilesIn(sandbox));
        Transcript.Check(golden, Transcript.Of(sandbox, finished, args));
    }

    [Fact]
    public void Files_of_every_length_arrive_with_the_hash_that_b3sum_gives()
    {
        string b3sum = Installable.Program("b3sum", "b3sum");
        using Sandbox sandbox = new();
        foreach (int length in (int[])[0, 1, Block - 1, Block, Block + 1, (5 * Block) + 7])
        {
            File.WriteAllBytes(sandbox.In("content"), Bytes(length));
            Finished finished = sandbox.Run("exchange", "--file", "content", "--out", "received", "--json").Expect(0);
            JsonElement answer = JsonDocument.Parse(finished.Out).RootElement;
            int chunks = Math.Max(1, (length + Block - 1) / Block);
            Assert.Equal(HashBy(b3sum, sandbox.In("content")), answer.GetProperty("hash").GetString());
            Assert.Equal(length, answer.GetProperty("bytes").GetInt64());
            foreach (string count in (string[])["chunks", "paid_chunks", "settled_chunks"])
                Assert.Equal(chunks, answer.GetProperty(count).GetInt64());
            Assert.Equal(0, answer.GetProperty("owed_chunks").GetInt64());
            Assert.Equal(
                answer.GetProperty("deposited_units").GetInt64(),
                answer.GetProperty("left_units").GetInt64() + answer.GetProperty("earned_units").GetInt64());
            Assert.Equal(Bytes(length), File.ReadAllBytes(sandbox.In("received")));
            Assert.Equal(["content", "received", "scenarios.yaml"], FilesIn(sandbox));
        }
    }

    [Fact]
    public void One_seed_gives_one_exchange_and_without_one_no_two_are_the_same()
    {
        using Sandbox sandbox = WithThreeBlocks(40);
        string[] args = ["exchange", "--file", "three", "--loss", "20%", "--delay", "7ms", "--json"];
        string[] seeded = [.. Enumerable.Range(0, 2).Select(_ => WithoutClock(sandbox.Run([.. args, "--seed", "5"]).Expect(0).Out))];
        Assert.Equal(seeded[0], seeded[1]);
        // Of 80 frames down alone 16 are lost, give or take 3.6: three exchanges that agree on all are no accident.
        Assert.NotEqual(1, Enumerable.Range(0, 3).Select(_ => WithoutClock(sandbox.Run(args).Expect(0).Out)).Distinct().Count());
    }

    [Theory]
    [InlineData("enc", "chain")]
    [InlineData("enc", "signed")]
    [InlineData("post", "chain")]
    [InlineData("post", "signed")]
    [InlineData("pre", "chain")]
    [InlineData("pre", "signed")]
    public void Every_mode_moves_a_file_with_either_kind_of_ticket(string mode, string tickets)
    {
        using Sandbox sandbox = WithThreeBlocks(20);
        Finished finished = sandbox.Run(
            "exchange", "--file", "three", "--mode", mode, "--tickets", tickets, "--window", "4", "--loss", "5%", "--out", "received", "--json").Expect(0);
        JsonElement answer = JsonDocument.Parse(finished.Out).RootElement;
        Assert.Equal((mode, tickets), (answer.GetProperty("mode").GetString(), answer.GetProperty("tickets").GetString()));
        Assert.Equal(20, answer.GetProperty("settled_chunks").GetInt64());
        Assert.Equal(File.ReadAllBytes(sandbox.In("three")), File.ReadAllBytes(sandbox.In("received")));
    }

    /// <summary>First the file is hashed, and then it is exchanged.</summary>
    [Theory]
    [InlineData(PosixSignal.SIGINT, 130, 20L << 30, 0)]
    [InlineData(PosixSignal.SIGTERM, 143, 20L << 30, 0)]
    [InlineData(PosixSignal.SIGINT, 130, 1L << 30, 10 * Block)]
    [InlineData(PosixSignal.SIGTERM, 143, 1L << 30, 10 * Block)]
    public void A_signal_ends_an_exchange_and_leaves_nothing(PosixSignal signal, int code, long length, long written)
    {
        using Sandbox sandbox = WithSparse(length);
        using Child child = sandbox.Start("exchange", "--file", "large", "--out", "received", "--window", "1");
        child.Until(() => WrittenIn(sandbox) >= written, "the first of what is written");
        child.Signal(signal);
        Finished finished = child.Wait().Expect(code);
        Assert.Contains("nothing of the exchange is kept", finished.Error);
        Assert.Equal(["large", "scenarios.yaml"], FilesIn(sandbox));
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_exchanged_is_refused_by_name()
    {
        using Sandbox sandbox = WithSparse(1L << 30);
        using Child child = sandbox.Start("exchange", "--file", "large", "--out", "received", "--window", "1");
        child.Until(() => WrittenIn(sandbox) >= 10 * Block, "the first of what is written");
        using (FileStream large = new(sandbox.In("large"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            large.SetLength(20 * Block);
        Finished finished = child.Wait().Expect(3);
        Assert.Contains("large: changed while it was read", finished.Error);
        Assert.Equal(["large", "scenarios.yaml"], FilesIn(sandbox));
    }

    [Fact]
    public void A_file_that_grows_without_end_is_refused_by_name()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "this system has no /dev/zero");
        using Sandbox sandbox = new();
        Assert.Contains("/dev/zero: holds more than", sandbox.Run("exchange", "--file", "/dev/zero").Expect(3).Error);
    }

    [Fact]
    public void A_file_that_takes_the_place_of_another_takes_it_whole()
    {
        using Sandbox sandbox = WithThreeBlocks();
        File.WriteAllText(sandbox.In("received"), "what was there");
        sandbox.Run("exchange", "--file", "three", "--out", "received", "--fault", "flipped-block").Expect(14);
        Assert.Equal("what was there", File.ReadAllText(sandbox.In("received")));
        sandbox.Run("exchange", "--file", "three", "--out", "received").Expect(0);
        Assert.Equal(File.ReadAllBytes(sandbox.In("three")), File.ReadAllBytes(sandbox.In("received")));
    }

    private static Sandbox WithThreeBlocks(int blocks = 3)
    {
        Sandbox sandbox = new();
        File.WriteAllBytes(sandbox.In("three"), Bytes(blocks * Block));
        return sandbox;
    }

    private static Sandbox WithSparse(long length)
    {
        Sandbox sandbox = new();
        using FileStream sparse = File.Create(sandbox.In("large"));
        sparse.SetLength(length);
        return sandbox;
    }

    /// <summary>Bytes of what was received so far; -1 before its file is there.</summary>
    private static long WrittenIn(Sandbox sandbox) =>
        Directory.GetFiles(sandbox.Folder, "*.part").Select(p => new FileInfo(p).Length).FirstOrDefault(-1);

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static string[] FilesIn(Sandbox sandbox) =>
        [.. Directory.GetFileSystemEntries(sandbox.Folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    private static string WithoutClock(string json) =>
        string.Join('\n', json.Split('\n').Where(l => !l.Contains("\"seconds\"") && !l.Contains("\"hash_seconds\"")));

    private static string HashBy(string b3sum, string path)
    {
        using Process process = Process.Start(new ProcessStartInfo(b3sum, ["--no-names", path]) { RedirectStandardOutput = true })!;
        string hash = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return hash;
    }
}
