namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>Parameters that several laws share.</summary>
internal static class CommonParameters
{
    public const string ChunkPrices = "chunk prices";

    /// <summary>Chances for which tables give a threshold.</summary>
    public static IReadOnlyList<double> CommonShares { get; } = [1e-2, 1e-3, 1e-4, 1e-6];

    public static LawParameter Balance(double value) =>
        new("balance", "B", ChunkPrices, value, 0, 1e15, "Deposit of the account", IsWhole: true);

    public static LawParameter Freeze(double value) =>
        new("freeze_threshold", "F", ChunkPrices, value, 0, 1e15, "Nodes stop before what they see falls below it");

    public static LawParameter WholeFreeze(double value) => Freeze(value) with { IsWhole = true };

    public static LawParameter Nodes(double value) =>
        new("serving_nodes", "k", "nodes", value, 1, 1e6, "Nodes that serve the payer", IsWhole: true);

    public static LawParameter Population(double value) =>
        new("nodes", "N", "nodes", value, 1, 1e9, "Nodes of the network", IsWhole: true);

    public static LawParameter Rate(double value) =>
        new("rate", "lambda", "chunks/s", value, 0, 1e9, "Chunks a second that one node serves the payer");

    public static LawParameter Lag(double value) =>
        new("lag", "Lam", "s", value, 0, 1e9, "From a commit's submission to its visibility at the other nodes");

    public static LawParameter Threshold(double value) =>
        new("threshold", "theta", "chunks", value, 1, 1e9, "A node commits when that much is uncommitted", IsWhole: true);

    public static LawParameter Alpha(double value) =>
        new("alpha", "alpha", "", value, 0, 1e6, "Share of its N-th part of the available balance at which a node commits");

    public static LawParameter Smallest(double value) =>
        new("smallest_batch", "theta_min", "chunks", value, 1e-6, 1e12, "Smallest threshold");

    public static LawParameter Reserve(double value) =>
        new("reserve", "f", "chunks", value, 0, 1e9, "Whole chunks left when the account crosses its threshold", IsWhole: true);

    public static LawParameter ChunkBits(double value) =>
        new("chunk", "C", "bit", value, 1, 1e18, "Size of one chunk, in bits");

    public static LawParameter Rtt(double value) => new("rtt", "RTT", "s", value, 0, 1e6, "Round trip of a lane");

    public static LawParameter Confidence(string name, string symbol, double value, string text) =>
        new(name, symbol, "share", value, 1e-9, 0.499999, text);
}
