using static Fleek.Analysis.Theory.Catalogue.CommonParameters;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>What a link and a window carry.</summary>
internal static class ProtocolLaws
{
    public static IReadOnlyList<Law> All { get; } = [Rate(), Window(), Waiting()];

    private static Law Rate() => new("chunk-rate", "Chunks a second of a full link")
    {
        Formula = "rate = link / (8 chunk)",
        Assumes = "Nothing else on the link. Exact.",
        Source = "arithmetic",
        Parameters = [new("link", "", "bit/s", 10e9, 1, 1e18, "Rate of the link"), new("chunk_size", "", "bytes", 262_144, 1,
            1e15, "Size of one chunk")],
        Evaluate = v => new([
            new("rate", ChunkRate.PerSecond(v["link"], v["chunk_size"]), "chunks/s", "Chunks a second"),
            new("chunk_time", 1e6 * ChunkRate.SecondsPerChunk(v["link"], v["chunk_size"]), "us", "Time of one chunk"),
        ]),
    };

    private static Law Window() => new("window-throughput", "What lanes carry whose unpaid chunks are bounded")
    {
        Formula = "min(link, lanes W C / (RTT + C / link)); window to carry r on a link without limit: ceil(r RTT / C); to "
            + "fill a link: "
            + "ceil(link RTT / C + 1)",
        Assumes = "No loss, cryptography beside the stream, payments smaller than chunks by far.",
        Source = "docs/protocol.md",
        Parameters =
        [
            new("lanes", "", "lanes", 1, 1, 1e6, "Lanes of one link", true), new("window", "W", "chunks", 1, 1, 1e9,
                "Most chunks sent and unpaid", true),
            ChunkBits(1 << 21), Rtt(0.05) with { Low = 1e-9 }, new("link", "", "bit/s", 0, 0, 1e18,
                "Rate of the link; 0 for no limit"),
            new("wanted", "r", "bit/s", 10e9, 1, 1e18, "Rate to find a window for"),
        ],
        Evaluate = v =>
        {
            double link = v["link"] == 0 ? double.PositiveInfinity : v["link"], c = v["chunk"], wanted = v["wanted"];
            double[] rtts = [0.01, 0.02, 0.05, 0.1];
            return new(
                [
                    new("throughput", WindowThroughput.BitsPerSecond(v["lanes"], v["window"], c, v["rtt"], link), "bit/s",
                        "All lanes together"),
                    new("window_without_limit", WindowThroughput.WindowFor(wanted, c, v["rtt"]), "chunks",
                        "One lane, to carry r on a link without limit"),
                    new("window_to_fill", WindowThroughput.WindowToFill(wanted, c, v["rtt"]), "chunks",
                        "One lane, to fill a link of rate r"),
                ],
                new(["rtt_ms", "throughput_Mbit_per_s", "window_without_limit", "window_to_fill"], [.. rtts.Select(t => new[]
                {
                    1000 * t, WindowThroughput.BitsPerSecond(v["lanes"], v["window"], c, t, link) / 1e6,
                    WindowThroughput.WindowFor(wanted, c, t), WindowThroughput.WindowToFill(wanted, c, t),
                })]));
        },
    };

    private static Law Waiting() => new("without-optimism", "Waiting for finality, and a central biller")
    {
        Formula = "waiting: rate <= w C / (Lam + RTT), first byte Lam later; central: unseen (k-1) lambda RTT",
        Assumes = "A lane that waits until each transaction of w chunks is final; a biller one round trip away that sees all.",
        Source = "docs/theory.md",
        Parameters =
        [
            new("batch", "w", "chunks", 1, 1, 1e9, "Chunks of one transaction", true), ChunkBits(1 << 21),
            Lag(2) with { Low = 1e-9 }, Rtt(0.05), Nodes(8), CommonParameters.Rate(100),
        ],
        Evaluate = v => new([
            new("throughput", SlowPayments.WaitingBitsPerSecond(v["batch"], v["chunk"], v["lag"], v["rtt"]), "bit/s",
                "Of a lane that waits"),
            new("first_byte", v["lag"] + v["rtt"], "s", "Time to the first byte, waiting"),
            new("central_unseen", SlowPayments.CentralExposureChunks(v["serving_nodes"], v["rate"], v["rtt"]), "chunks",
                "Unseen by a central biller"),
        ]),
    };
}
