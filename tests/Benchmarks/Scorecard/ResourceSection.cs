namespace Fleek.Benchmarks.Scorecard;

/// <summary>Stores and resources in processes, beside SimSharp 3.4.2 on the same two models.</summary>
internal sealed class ResourceSection : ScoreSection
{
    private const long Batch = 1_000_000;

    private static readonly (int Processes, string SimSharp)[] _sizes = [(2, "13.2"), (100, "7.37"), (10_000, "3.71"), (1_000_000, "0.59")];

    public override string Name => "resources";

    public override string Title => "How fast are stores and resources, and how much garbage do they make?";

    public override IEnumerable<ScoreRow> Measure()
    {
        foreach ((int processes, string simSharp) in _sizes)
        {
            PingPong game = new(processes);
            yield return Rate("store ping-pong", $"{processes:N0} processes", game.Process, $"SimSharp {simSharp}");
        }

        yield return Garbage("store ping-pong", "100 processes", new PingPong(100).Process, "SimSharp 328");
        yield return Rate("M/M/1", "load 0.8", new SingleServer().Process, "SimSharp 13.5");
        yield return Garbage("M/M/1", "load 0.8", new SingleServer().Process, "SimSharp 283");
    }

    private static ScoreRow Rate(string what, string which, Func<long, long> process, string peers) =>
        new(what, which, Stopwatches.PerSecond(() => process(Batch)) / 1e6, "M events/s", Peers: peers);

    private static ScoreRow Garbage(string what, string which, Func<long, long> process, string peers)
    {
        process(Batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        process(Batch);
        return new ScoreRow(what, which, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Batch, "B/event", Peers: peers);
    }
}
