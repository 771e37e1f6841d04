namespace Fleek.Tests.World.Reference;

/// <summary>
/// A row of the table of an independent reference simulation of 4,000 accounts a row: one account of 20,000 chunks, eight of 64 nodes, 100
/// chunks a second from each, a lag of 2.5 s, no freeze threshold. In chunks.
/// </summary>
/// <param name="Rule">As the cell of the scenario `commit-rules` is called.</param>
/// <param name="Writes">Ledger writes per 1,000 chunks of balance, to one decimal.</param>
/// <param name="Overshoot">Mean over the accounts.</param>
/// <param name="Sd">Standard deviation over the accounts.</param>
/// <param name="FreezeFor1Percent">The threshold that 1 % of the overshoots exceed.</param>
/// <param name="FreezeForTenth">The threshold that 0.1 % of the overshoots exceed.</param>
/// <param name="Stranded">Mean final balance at that second threshold.</param>
internal sealed record ReferenceRow(
    string Rule, double Writes, double Overshoot, double Sd, double FreezeFor1Percent, double FreezeForTenth, double Stranded)
{
    public const int Accounts = 4_000;

    /// <summary>In the order of the sweep.</summary>
    public static IReadOnlyList<ReferenceRow> All { get; } =
    [
        new("every chunk", 1087, 1749.8, 38.7, 1839, 1872, 123),
        new("threshold 25 chunks", 44.1, 1834.2, 41.8, 1931, 1960, 126),
        new("threshold 50 chunks", 22.3, 1921.9, 49.3, 2037, 2076, 155),
        new("threshold 100 chunks", 11.5, 2095.9, 74.4, 2272, 2334, 237),
        new("threshold 200 chunks", 6.0, 2444.9, 134.9, 2754, 2824, 378),
        new("interval 1 s", 11.4, 2100.6, 75.7, 2275, 2360, 259),
        new("interval 2 s", 6.0, 2451.4, 137.9, 2785, 2883, 432),
        new("interval 10 s", 1.7, 5238.6, 646, 6789, 7236, 1999),
        new("coin 2 %", 22.5, 2093.6, 122, 2414, 2549, 458),
        new("coin 0.5 %", 6.2, 3161.1, 470, 4431, 4924, 1777),
        new("weibull 50 chunks g=3", 22.2, 1945.2, 57.2, 2082, 2129, 184),
        new("weibull 200 chunks g=3", 5.9, 2536.0, 175, 2952, 3132, 594),
        new("proportional /network 1 min 20 chunks", 12.7, 1860.3, 44.2, 1962, 1992, 130),
        new("proportional /serving 0.25 min 20 chunks", 7.7, 1982.4, 55.5, 2110, 2144, 160),
        new("proportional /serving 0.5 min 20 chunks", 4.7, 2251.4, 93.8, 2459, 2504, 249),
        new("proportional+hints /network 1 min 20 chunks after 300 ms", 12.6, 276.7, 18.2, 318, 332, 56),
    ];

    public static ReferenceRow Of(string rule) => All.Single(row => row.Rule == rule);
}
