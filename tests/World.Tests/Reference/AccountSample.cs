using Fleek.Analysis.Theory;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World.Reference;

/// <summary>Independent accounts of one scenario, each in a run of its own: seeds 1 to n.</summary>
internal sealed class AccountSample
{
    private readonly double[] _below;

    private AccountSample(double[] below, double[] writes)
    {
        Array.Sort(below);
        _below = below;
        Mean = below.Average();
        Variance = below.Sum(x => (x - Mean) * (x - Mean)) / (below.Length - 1);
        double fourth = below.Average(x => Math.Pow(x - Mean, 4));
        VarianceError = Math.Sqrt(Math.Max(0, fourth - (Variance * Variance)) / below.Length);
        Writes = writes.Average();
        WritesError = Math.Sqrt(writes.Sum(x => (x - Writes) * (x - Writes)) / (writes.Length - 1) / writes.Length);
    }

    public int N => _below.Length;

    /// <summary>How far accounts end below zero, in chunks, on average; negative where they end above.</summary>
    public double Mean { get; }

    public double StandardError => Math.Sqrt(Variance / N);

    public double Variance { get; }

    public double Sd => Math.Sqrt(Variance);

    /// <summary>Standard error of the variance, from the fourth moment.</summary>
    public double VarianceError { get; }

    /// <summary>Ledger writes of an account, and their standard error.</summary>
    public double Writes { get; }

    public double WritesError { get; }

    public static AccountSample Of(Scenario scenario, int accounts)
    {
        double[] below = new double[accounts], writes = new double[accounts];
        scenario = scenario with { Users = scenario.Users with { Count = 1 } };
        Parallel.For(0, accounts, i =>
        {
            IReadOnlyDictionary<string, MeasureValue> run = CellRunner.Run(scenario, (ulong)(i + 1), WorldInputs.None).Measures;
            below[i] = -run[Measures.FinalBalance].Value;
            writes[i] = run[Measures.CommitsPer1000].Value * run[Measures.Served].Value / 1_000;
        });
        return new AccountSample(below, writes);
    }

    public int CountAbove(double chunks) => _below.Count(x => x > chunks);

    /// <summary>The quantile that a share of accounts exceeds: nearest rank.</summary>
    public double ExceededBy(double share) => _below[Math.Clamp((int)Math.Ceiling((1 - share) * N) - 1, 0, N - 1)];

    /// <summary>Exact 95 % interval of that quantile, from order statistics; infinite where the sample is too small to bound it.</summary>
    public (double Low, double High) IntervalOf(double share)
    {
        // The quantile is at least the j-th smallest unless j or more of n are above it, each with that share.
        int low = 0, high = 0;
        while (low <= N && BinomialTail.UpTo(N, share, low) <= 0.025) low++;
        while (high <= N && BinomialTail.Above(N, share, high - 1) > 0.025) high++;
        double upper = low == 0 ? double.PositiveInfinity : _below[N - low];
        return (high > N ? double.NegativeInfinity : _below[N - high], upper);
    }
}
