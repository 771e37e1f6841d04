namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// Processes in every style on the hold model: N of them, each waiting an exponential time of mean 1 ms over and over.
/// </summary>
internal sealed class ProcessSection : ScoreSection
{
    private static readonly (int Pending, string SimSharp, double Goal, string SimPy)[] _sizes =
    [
        (1_000, "6.12", 30.6, "-"),
        (10_000, "3.10", 15.5, "1.01"),
        (100_000, "0.97", 4.9, "-"),
        (1_000_000, "0.35", 1.75, "0.23"),
    ];

    public override string Name => "processes";

    public override string Title => "How fast are processes, and how much garbage do they make?";

    public override IEnumerable<ScoreRow> Measure()
    {
        foreach ((int pending, string simSharp, double goal, string simPy) in _sizes)
        {
            string goalText = pending >= 10_000 ? $">= {goal}" : "";
            string peers = $"SimSharp {simSharp}, SimPy {simPy}";
            yield return Rate(new AsyncProcesses(), pending, peers, goalText);
            yield return Rate(new Pauses(), pending, peers, goalText);
            yield return Rate(new Generators(), pending, peers, "");
            yield return Rate(new Callbacks(), pending, pending switch
            {
                1_000 => "SimSharp 6.91",
                10_000 => "SimSharp 3.83",
                100_000 => "SimSharp 1.21",
                _ => "SimSharp 0.43",
            }, "");
        }

        yield return Garbage(new AsyncProcesses(), "SimSharp 248", "0");
        yield return Garbage(new NestedProcesses(), "", "0");
        yield return Garbage(new Pauses(), "SimSharp 248", "0");
        yield return Garbage(new Generators(), "SimSharp 248", "<= 64");
        yield return Garbage(new Callbacks(), "SimSharp 184", "<= 64");
    }

    private static ScoreRow Rate(HoldModel model, int pending, string peers, string goal)
    {
        model.Begin(pending);
        long batch = Math.Clamp(pending * 4L, 500_000, 2_000_000);
        double rate = Stopwatches.PerSecond(() => model.Process(batch));
        return new ScoreRow(model.Style, $"{pending:N0} pending", rate / 1e6, "M events/s", Peers: peers, Goal: goal);
    }

    private static ScoreRow Garbage(HoldModel model, string peers, string goal)
    {
        const long batch = 1_000_000;
        model.Begin(10_000);
        model.Process(batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Process(batch);
        double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / batch;
        return new ScoreRow(model.Style, "10,000 pending", bytes, "B/event", Peers: peers, Goal: goal);
    }
}
