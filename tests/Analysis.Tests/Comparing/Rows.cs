using Fleek.Analysis.Comparing;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Tests.Comparing;

/// <summary>Invented runs before and now, drawn from known laws: what a comparison says of them can be counted.</summary>
/// <param name="Accounts">In a run.</param>
/// <param name="Shared">Accounts of a run have good and bad luck together.</param>
/// <param name="Coupled">Share of the accounts that common random numbers give the same fate twice.</param>
internal sealed record Rows(int Accounts, bool Shared, double Coupled)
{
    public static readonly string[] Six =
    [
        Measures.NegativeRate, Measures.Overshoot, Measures.Served, Measures.CommitsPer1000, Measures.TtfbP99, Measures.BadDebtRatio,
    ];

    /// <param name="oldRate">Of negative accounts before.</param>
    /// <param name="newRate">Now.</param>
    public CellPair Cell(ulong draw, int index, int seeds, double oldRate, double newRate)
    {
        List<PairedRun> runs = [];
        for (int seed = 1; seed <= seeds; seed++)
        {
            RandomStream random = new(draw, 11, (index * 1000) + seed);
            runs.Add(Run(random, (ulong)seed, oldRate, newRate));
        }

        return new($"{index:x12}", $"cell {index}", !Shared, runs);
    }

    /// <summary>Runs with no measure but a share, of which every one has the events given for its seed.</summary>
    public static CellPair Shares(int units, int[] before, int[] now, bool apart = false) => new("c", "", apart,
        [.. before.Zip(now).Select((p, i) => new PairedRun((ulong)i + 1,
            Result(1, (Measures.NegativeRate, new((double)p.First / units, double.NaN, units))),
            Result(2, (Measures.NegativeRate, new((double)p.Second / units, double.NaN, units)))))]);

    public static CellPair Numbers(string measure, double[] before, double[] now) => new("c", "", false,
        [.. before.Zip(now).Select((p, i) => new PairedRun((ulong)i + 1,
            Result(1, (measure, new(p.First, double.NaN, 1))), Result(2, (measure, new(p.Second, double.NaN, 1)))))]);

    public static RunResult Result(ulong trace, params (string Name, MeasureValue Value)[] measures) =>
        new(measures.ToDictionary(m => m.Name, m => m.Value), trace, 1, 1);

    private PairedRun Run(RandomStream random, ulong seed, double oldRate, double newRate)
    {
        // Luck of a run: some runs have several times the events of others.
        double luck = Shared ? random.NextExponential() : 1;
        int[] negative = new int[2];
        double[][] overshoot = [new double[Accounts], new double[Accounts]];
        for (int i = 0; i < Accounts; i++)
        {
            double fate = random.NextUniform(), other = random.NextUniform(), size = random.NextExponential();
            double again = random.NextUniform() < Coupled ? fate : other;
            Settle(0, i, fate < oldRate * luck, size);
            Settle(1, i, again < newRate * luck, again == fate ? size : random.NextExponential());
        }

        double place = random.NextNormal();
        return new(seed, Side(0), Side(1));

        void Settle(int side, int account, bool falls, double size)
        {
            if (!falls) return;
            negative[side]++;
            overshoot[side][account] = 40 * size;
        }

        RunResult Side(int side)
        {
            double mean = overshoot[side].Average();
            double sd = Math.Sqrt(overshoot[side].Sum(v => (v - mean) * (v - mean)) / (Accounts - 1));
            return Result((ulong)side + 1,
                (Measures.NegativeRate, new((double)negative[side] / Accounts, double.NaN, Accounts)),
                (Measures.Overshoot, new(mean, sd, Accounts)),
                (Measures.Served, new(500 + place + (0.2 * random.NextNormal()), 3, Accounts)),
                (Measures.CommitsPer1000, new(50 + place + (0.5 * random.NextNormal()), double.NaN, 1)),
                (Measures.TtfbP99, new(Math.Round(80 + (2 * place) + random.NextNormal()), double.NaN, Accounts)),
                (Measures.BadDebtRatio, new(overshoot[side].Sum() / (500.0 * Accounts), double.NaN, 1)));
        }
    }
}
