namespace Fleek.Benchmarks.Scorecard;

/// <summary>Flow transfers a second where flows share access links: the cases in which SimGrid was measured.</summary>
internal sealed class BandwidthSection : ScoreSection
{
    private const int Hosts = 1_000;

    public override string Name => "bandwidth";

    public override string Title => "Do flows that share links stay cheap?";

    public override IEnumerable<ScoreRow> Measure() =>
    [
        .. Rows(1, false, false, 200_000, "SimGrid 3.32: 136,000"),
        .. Rows(2, false, false, 200_000, "SimGrid 3.32: 1,762"),
        .. Rows(5, false, false, 100_000, "SimGrid 3.32: 669"),
        .. Rows(10, false, false, 50_000, "SimGrid 3.32: 787", "at least 78,700"),
        .. Rows(10, true, false, 5_000),
        .. Rows(1, false, true, 10_000, "SimGrid 3.32: 3,106"),
        .. Rows(10, false, true, 2_000),
    ];

    private static IEnumerable<ScoreRow> Rows(
        int flowsPerHost, bool randomSenders, bool backbone, long transfers, string peers = "", string goal = "")
    {
        ClosedLoop loop = new(Hosts, flowsPerHost, backbone, randomSenders);
        double perSecond = Stopwatches.PerSecond(() => loop.Run(transfers));
        string senders = randomSenders ? "from random senders" : $"{flowsPerHost} from each";
        string name = $"{Hosts:N0} hosts, {flowsPerHost * Hosts:N0} flows, {senders}{(backbone ? ", one backbone" : "")}";
        yield return new ScoreRow("256 KiB transfers", name, perSecond, "transfers/s", Peers: peers, Goal: goal);
        yield return new ScoreRow(
            "levels found anew", name, (double)loop.Sharing.Evaluations / loop.Transfers, "per transfer");
    }
}
