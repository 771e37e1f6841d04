namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// What a live node carries over loopback, beside plain sockets and a web server with the same bytes. All of them in turn, round by round; what
/// is stated is the median over the rounds, and of ratios the median of each round's ratio.
/// </summary>
internal sealed class LiveSection : ScoreSection
{
    /// <summary>64 MiB: more than the caches hold.</summary>
    private const int Blocks = 256;

    private const int Rounds = 7;

    private static readonly TimeSpan _duration = TimeSpan.FromSeconds(1);

    public override string Name => "live";

    public override string Title => $"How much does a node carry over loopback on {LiveBytes.Connections} connections, client and node on this machine's processors?";

    public override IEnumerable<ScoreRow> Measure()
    {
        MemoryContent content = new(Blocks);
        using LiveRawTcp raw = new(content);
        using LiveNginx? nginx = LiveNginx.Start(content);
        using LiveExchange inline = new(content, sendsInline: true), pooled = new(content, sendsInline: false);
        using LiveCryptography alone = new(content);
        (string Name, LiveBytes? Way)[] ways =
        [
            ("exchange, sent by the node's thread", inline), ("exchange, sent by the thread pool", pooled), ("plain sockets", raw),
            ("nginx, sendfile", nginx), ("exchange without sockets, one thread", alone),
        ];
        List<(double Wall, double Core)>[] rates = [.. ways.Select(_ => new List<(double, double)>())];
        for (int round = -1; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
                if (ways[way].Way is { } bytes && bytes.Measure(_duration) is var rate && round >= 0) rates[way].Add(rate);
        }

        for (int way = 0; way < ways.Length; way++)
        {
            if (rates[way].Count == 0) continue;
            string goal = way < 2 ? "above 10" : "";
            yield return new ScoreRow(
                ways[way].Name, "by the wall clock, other work on the machine included", Median(rates[way].Select(r => r.Wall)), "Gbit/s", Goal: goal);
            yield return new ScoreRow(
                ways[way].Name, "for two processors' time, both sides", 2 * Median(rates[way].Select(r => r.Core)), "Gbit/s on 2 cores", Goal: goal);
        }

        for (int way = 2; way < ways.Length; way++)
        {
            if (rates[way].Count == 0) continue;
            double ratio = Median(rates[1].Zip(rates[way], (mine, its) => mine.Core / its.Core));
            yield return new ScoreRow($"exchange / {ways[way].Name}", "processor time, paired rounds", ratio, "ratio");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
