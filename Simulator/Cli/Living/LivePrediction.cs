using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Living;

/// <summary>What simulations of a live run's own scenario say that it will measure; made and stored before it begins.</summary>
/// <param name="Runs">Simulated runs, each of another seed.</param>
/// <param name="Measures">By name.</param>
internal sealed record LivePrediction(int Runs, IReadOnlyDictionary<string, PredictedMeasure> Measures)
{
    /// <summary>
    /// Of a further run of the same law, the chance to lie outside of the least and greatest of n is at most 2 / (n + 1), whatever the law
    /// is: the interval is read off and not fitted.
    /// </summary>
    public double Coverage => (Runs - 1.0) / (Runs + 1.0);

    /// <summary>Simulates the scenario with other seeds than the live run's, for the intervals, and once with its own.</summary>
    public static LivePrediction Of(Scenario scenario, ulong liveSeed, int runs, WorldInputs inputs, CancellationToken cancel)
    {
        Dictionary<string, List<double>> values = [];
        RunResult twin = CellRunner.Run(scenario, liveSeed, inputs, null, cancel);
        RunResult[] results = new RunResult[runs];
        Parallel.For(0, runs, new ParallelOptions { CancellationToken = cancel }, i =>
            results[i] = CellRunner.Run(scenario, liveSeed + 1 + (ulong)i, inputs, null, cancel));
        foreach (RunResult result in results)
        {
            foreach ((string name, MeasureValue value) in result.Measures)
            {
                if (double.IsNaN(value.Value)) continue;
                if (!values.TryGetValue(name, out List<double>? list)) values[name] = list = [];
                list.Add(value.Value);
            }
        }

        return new LivePrediction(runs, values.ToDictionary(
            v => v.Key, v => new PredictedMeasure(v.Value.Average(), v.Value.Min(), v.Value.Max(), v.Value.Count)
            {
                SameSeed = twin.Measures.TryGetValue(v.Key, out MeasureValue same) && !double.IsNaN(same.Value) ? same.Value : null,
            }));
    }
}

/// <param name="Low">Least over the simulated runs.</param>
/// <param name="High">Greatest.</param>
/// <param name="Runs">In which there was something to measure.</param>
internal sealed record PredictedMeasure(double Mean, double Low, double High, int Runs)
{
    /// <summary>
    /// Of the simulation of the live run's own seed: of the same demand at the same times. It is no part of the interval, which says what any
    /// run of this law may measure; null where it has nothing to measure.
    /// </summary>
    public double? SameSeed { get; init; }

    public bool Holds(double measured) => measured >= Low && measured <= High;
}
