using System.Diagnostics;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// What one core does of the fair exchange, each side apart, through the endpoints themselves and with real cryptography: best of
/// many short turns by the clock, since other work on the machine only ever makes a turn slower. A second process measures the same without AVX-512.
/// </summary>
internal sealed class ExchangeSection : ScoreSection
{
    /// <summary>Set for the second process, whose rows the first one prints.</summary>
    private const string Narrow = "FLEEK_SCORECARD_NARROW";

    private const int Blocks = 64, Turns = 60;

    public override string Name => "exchange";

    public override string Title => "How many chunks does one core exchange, on either side?";

    public override IEnumerable<ScoreRow> Measure()
    {
        bool isChild = Environment.GetEnvironmentVariable(Narrow) == "1";
        string level = $"{Blake3Levels.Best}, {ChaCha20.Best}";
        if (Blake3Levels.Best.ToString() == ChaCha20.Best.ToString()) level = $"{Blake3Levels.Best}";
        MemoryContent content = new(Blocks);
        string goal = Blake3Levels.Best == Blake3Level.Vector512 ? "10" : "5";
        double? cipher = isChild ? null : OpenSslSpeed.ChaCha20Microseconds(ContentBlock.Bytes);
        yield return new ScoreRow("cipher a chunk", $"{level}; no more than that", Cipher(content), "us", cipher, cipher is null ? "" : "OpenSSL, in this run");
        double? peer = isChild ? null : PeerMicroseconds(content, cipher);
        foreach (ScoreRow row in Sides(content, 32, 16, TicketKind.HashChain, $"{level}, window 32, signed every 16", peer, goal)) yield return row;
        foreach (ScoreRow row in Sides(content, 1, 1, TicketKind.HashChain, $"{level}, strict", peer, "")) yield return row;
        foreach (ScoreRow row in Sides(content, 1, 1, TicketKind.Signed, $"{level}, strict, Ed25519 tickets", peer, "")) yield return row;
        yield return OneTicket(level);
        if (isChild) yield break;
        foreach (ScoreRow row in WithoutAvx512()) yield return row;
    }

    private static IEnumerable<ScoreRow> Sides(
        MemoryContent content, int window, int interval, TicketKind tickets, string of, double? peer, string goal)
    {
        ExchangePair pair = new(content, window, interval, tickets);
        for (int i = 0; i < 16; i++) pair.Fetch();
        double node = double.PositiveInfinity, client = double.PositiveInfinity, pay = double.PositiveInfinity, perPayment = 0;
        long allocated = long.MaxValue;
        for (int turn = 0; turn < Turns; turn++)
        {
            pair.ResetTimes();
            long before = GC.GetAllocatedBytesForCurrentThread();
            pair.Fetch();
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            if (pair.Delivered != Blocks) throw new InvalidOperationException("not all was delivered");
            node = Math.Min(node, Microseconds(pair.NodeTicks) / Blocks);
            client = Math.Min(client, Microseconds(pair.ClientTicks) / Blocks);
            pay = Math.Min(pay, Microseconds(pair.PayTicks) / pair.Payments);
            perPayment = (double)Blocks / pair.Payments;
        }

        string beside = peer is null ? "" : "OpenSSL ChaCha20 once and b3sum twice over a chunk, in this run";
        foreach ((string side, double us) in ((string, double)[])[("node", node), ("client", client)])
        {
            yield return new ScoreRow(
                side, $"{of}; {1e6 / us:#,##0} chunks/s, {Gbits(us):0.0} Gbit/s a core", us, "us/chunk", peer, beside,
                goal.Length == 0 ? "" : $"above {goal} Gbit/s: below {2_097.152 / double.Parse(goal):0.0} us");
        }

        yield return new ScoreRow("node takes a payment", $"{of}; one for {perPayment:0.0} chunks", pay, "us/payment");
        yield return new ScoreRow("both sides allocate", of, (double)allocated / Blocks, "bytes/chunk", Goal: "0");
    }

    private static double Cipher(MemoryContent content)
    {
        Hash256 key = Blake3.Hash("a key"u8);
        byte[] ciphered = new byte[ContentBlock.Bytes];
        double best = double.PositiveInfinity;
        for (int turn = 0; turn < Turns; turn++)
        {
            best = Math.Min(best, Stopwatches.WallSeconds(() =>
            {
                for (int block = 0; block < Blocks; block++) ChunkCipher.Apply(key, content.Block(block), ciphered);
            }));
        }

        return best / Blocks * 1e6;
    }

    private static ScoreRow OneTicket(string level)
    {
        const int Times = 100_000;
        Hash256 key = TicketChain.KeyOf(default, 0), ticket = Blake3.Hash("a ticket"u8), known = TicketChain.Previous(key, 7, ticket);
        double best = double.PositiveInfinity;
        for (int turn = 0; turn < Turns; turn++)
        {
            best = Math.Min(best, Stopwatches.WallSeconds(() =>
            {
                for (int i = 0; i < Times; i++)
                    if (!TicketChain.Leads(key, 7, ticket, 6, known)) throw new InvalidOperationException("a good ticket is refused");
            }));
        }

        return new ScoreRow("verify a ticket", $"{level}; one link of the chain", best / Times * 1e6, "us", Goal: "below 1");
    }

    /// <summary>The cryptography of either side by reference programs, and nothing else; null where they are not installed.</summary>
    private static double? PeerMicroseconds(MemoryContent content, double? cipher)
    {
        using B3Sum? hash = B3Sum.Start(content.Block(0).ToArray(), ContentBlock.Bytes);
        if (hash is null) return null;
        double seconds = Enumerable.Range(0, Turns / 4).Min(_ => Stopwatches.WallSeconds(hash.HashBlocks)) - hash.StartSeconds;
        return cipher + (2 * seconds / hash.Blocks * 1e6);
    }

    private static IEnumerable<ScoreRow> WithoutAvx512()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(ExchangeSection).Assembly.Location);
        start.ArgumentList.Add("scorecard");
        start.ArgumentList.Add("exchange");
        start.Environment[Narrow] = "1";
        start.Environment["DOTNET_EnableAVX512"] = "0";
        start.Environment["DOTNET_EnableAVX512F"] = "0"; // its name before .NET 10
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        foreach (string line in output.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1))
        {
            string[] cells = [.. line.Split('|').Select(c => c.Trim())];
            yield return new ScoreRow(cells[1], cells[2], double.Parse(cells[3]), cells[4], Goal: cells[8]);
        }
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    private static double Gbits(double microseconds) => ContentBlock.Bytes * 8 / microseconds / 1e3;
}
