namespace Fleek.Benchmarks.Scorecard;

/// <summary>Flow transfers a second where flows share access links: the cases in which SimGrid was measured.</summary>
internal sealed class BandwidthSection : ScoreSection
{
    private const int Hosts = 1_000;

    public override string Name => "bandwidth";

    public override string Title => "Do flows that share links stay cheap?";

    public override IEnumerable<ScoreRow> Measure()
    {
        if (Environment.GetEnvironmentVariable("DBG") == null) yield return Row(1, 0, false, 20_000, "SimGrid 136,000 (own links)", "");
        if (Environment.GetEnvironmentVariable("DBG") == null) yield return Row(2, 0, false, 20_000, "SimGrid 1,762", "");
        if (Environment.GetEnvironmentVariable("DBG") == null) yield return Row(5, 0, false, 20_000, "SimGrid 669", "");
        if (Environment.GetEnvironmentVariable("ONLY") != null) { yield return Row(10, 0, false, 200_000, "", ""); yield break; }
        yield return Row(10, 0, false, 20_000, "SimGrid 787", "78,700");
        yield return Row(2, 0, true, 20_000, "", ""); yield return Row(5, 0, true, 1_000, "", ""); yield return Row(10, 0, true, 1_000, "", "");
        yield return Row(1, 1, false, 5_000, "SimGrid 3,106", "");
        yield return Row(10, 1, false, 1_000, "", "");
    }

    private static ScoreRow Row(int flowsPerHost, int backbones, bool randomSenders, long transfers, string peers, string goal)
    {
        ClosedLoop loop = new(Hosts, flowsPerHost, backbones, randomSenders);
        double perSecond = Stopwatches.PerSecond(() => loop.Run(transfers));
        if (Environment.GetEnvironmentVariable("DBG") != null) Console.WriteLine($"evals/transfer {(double)loop.Sharing.Evaluations / loop.Transfers:F1}");
        string senders = randomSenders ? "random senders" : "of each host";
        string backbone = backbones > 0 ? ", all over one backbone" : "";
        return new ScoreRow("256 KiB transfers", $"{Hosts:N0} hosts, {flowsPerHost * Hosts:N0} flows ({flowsPerHost} {senders}){backbone}",
            perSecond, "transfers/s", Peers: peers, Goal: goal);
    }
}
