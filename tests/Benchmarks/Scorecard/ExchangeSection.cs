using System.Diagnostics;
using System.Globalization;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// What one core does of the fair exchange, each side apart, through the endpoints themselves and with real cryptography: processor time,
/// and of many short turns the best, since other work on the machine only ever makes a turn slower. A second process measures the same
/// without AVX-512.
/// </summary>
internal sealed class ExchangeSection : ScoreSection
{
    /// <summary>Set for the second process, whose rows the first one prints.</summary>
    private const string Narrow = "FLEEK_SCORECARD_NARROW";

    private const int Blocks = 64, Turns = 60, WarmUps = 16;

    public override string Name => "exchange";

    public override string Title => "How many chunks does one core exchange, on either side?";

    public override IEnumerable<ScoreRow> Measure()
    {
        bool isChild = Environment.GetEnvironmentVariable(Narrow) == "1";
        string level = $"{Blake3Levels.Best}";
        if (level != $"{ChaCha20.Best}") level = $"{level}, cipher {ChaCha20.Best}";
        MemoryContent content = new(Blocks);
        ExchangeSteps steps = new(content, level);
        foreach (ScoreRow row in steps.Measure(withPrograms: !isChild)) yield return row;
        string goal = Blake3Levels.Best == Blake3Level.Vector512 ? "10" : "5";
        string wide = $"{level}, window 32, signed every 16", strict = $"{level}, strict";
        IEnumerable<ScoreRow>[] sides =
        [
            Sides(content, 32, 16, TicketKind.HashChain, wide, steps.Programs, goal),
            Sides(content, 32, 16, TicketKind.Signed, $"{wide}, Ed25519 tickets", null, ""),
            Sides(content, 1, 1, TicketKind.HashChain, strict, null, ""),
            Sides(content, 1, 1, TicketKind.Signed, $"{strict}, Ed25519 tickets", null, ""),
        ];
        foreach (ScoreRow row in sides.SelectMany(s => s)) yield return row;
        if (isChild) yield break;
        foreach (ScoreRow row in WithoutAvx512()) yield return row;
    }

    private static IEnumerable<ScoreRow> Sides(
        MemoryContent content, int window, int interval, TicketKind tickets, string of, double? peer, string goal)
    {
        ExchangePair pair = new(content, window, interval, tickets);
        for (int i = 0; i < WarmUps; i++) pair.Fetch();
        double node = double.PositiveInfinity, client = double.PositiveInfinity, pay = double.PositiveInfinity, perPayment = 0;
        long allocated = long.MaxValue;
        for (int turn = 0; turn < Turns; turn++)
        {
            pair.ResetTimes();
            long before = GC.GetAllocatedBytesForCurrentThread();
            pair.Fetch();
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            if (pair.Delivered != Blocks) throw new InvalidOperationException("not all was delivered");
            node = Math.Min(node, pair.NodeNanoseconds / 1e3 / Blocks);
            client = Math.Min(client, pair.ClientNanoseconds / 1e3 / Blocks);
            pay = Math.Min(pay, pair.PayNanoseconds / 1e3 / pair.Payments);
            perPayment = (double)Blocks / pair.Payments;
        }

        string beside = peer is null ? "" : "OpenSSL ChaCha20 once and b3sum twice over a chunk, in this run";
        foreach ((string side, double us) in ((string, double)[])[("node", node), ("client", client)])
        {
            yield return new ScoreRow(
                side, $"{of}; {1e6 / us:#,##0} chunks/s, {ExchangeSteps.Gbits(us):0.0} Gbit/s a core", us, "us/chunk", peer, beside,
                goal.Length == 0 ? "" : $"above {goal} Gbit/s: below {2_097.152 / double.Parse(goal, CultureInfo.InvariantCulture):0.0} us");
        }

        yield return new ScoreRow("node takes a payment", $"{of}; one for {perPayment:0.0} chunks", pay, "us/payment");
        yield return new ScoreRow("both sides allocate", of, (double)allocated / Blocks, "bytes/chunk", Goal: "0");
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
            yield return new ScoreRow(cells[1], cells[2], double.Parse(cells[3], CultureInfo.InvariantCulture), cells[4], Goal: cells[8]);
        }
    }
}
