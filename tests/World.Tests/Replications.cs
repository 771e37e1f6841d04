using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>One measure pooled over independent runs.</summary>
/// <param name="N">Units over all runs.</param>
internal readonly record struct Pooled(double Mean, double StandardError, long N)
{
    public double ZAgainst(double expected) => (Mean - expected) / StandardError;
}

/// <summary>Runs a scenario with seeds 1..n on all cores and pools its measures.</summary>
internal sealed class Replications(IReadOnlyList<RunResult> runs)
{
    public static bool Long { get; } = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    public static Replications Of(Scenario scenario, int seeds, int firstSeed = 1)
    {
        RunResult[] runs = new RunResult[seeds];
        Parallel.For(0, seeds, i => runs[i] = CellRunner.Run(scenario, (ulong)(firstSeed + i), WorldInputs.None));
        return new Replications(runs);
    }

    /// <summary>Mean over units, from each run's (n, mean, sd).</summary>
    public Pooled Mean(string measure)
    {
        double n = 0, sum = 0, squares = 0;
        foreach (RunResult run in runs)
        {
            MeasureValue m = run.Measures[measure];
            n += m.N;
            sum += m.N * m.Value;
            squares += ((m.N - 1) * m.Sd * m.Sd) + (m.N * m.Value * m.Value);
        }

        double mean = sum / n, variance = (squares - (n * mean * mean)) / (n - 1);
        return new Pooled(mean, Math.Sqrt(variance / n), (long)n);
    }

    /// <summary>Share of units, with the standard error that the expected share would have.</summary>
    public Pooled Share(string measure, double expected)
    {
        double n = 0, hits = 0;
        foreach (RunResult run in runs)
        {
            MeasureValue m = run.Measures[measure];
            n += m.N;
            hits += m.N * m.Value;
        }

        return new Pooled(hits / n, Math.Sqrt(expected * (1 - expected) / n), (long)n);
    }

    /// <summary>A number of whole runs: mean over runs, with the error that their spread shows.</summary>
    public Pooled RunMean(string measure)
    {
        double[] values = [.. runs.Select(r => r.Measures[measure].Value)];
        double mean = values.Average(), variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
        return new Pooled(mean, Math.Sqrt(variance / values.Length), values.Length);
    }
}
