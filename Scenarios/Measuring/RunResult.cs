namespace Fleek.Scenarios.Measuring;

/// <summary>One measure of one run.</summary>
/// <param name="Value">The mean, share, percentile or ratio. NaN where nothing was observed (no session, no sample).</param>
/// <param name="Sd">Sample standard deviation over the run's units, for <see cref="Estimator.UnitMean"/>; NaN otherwise.</param>
/// <param name="N">Units behind the value: accounts, samples or sessions.</param>
public readonly record struct MeasureValue(double Value, double Sd, long N);

/// <summary>What one simulated run found. Equal for equal (scenario, seed), on any machine and thread.</summary>
/// <param name="Measures">By name; a measure that the scenario does not ask for is absent.</param>
/// <param name="TraceHash">Rolling hash over every (time, actor, effect) of the run.</param>
/// <param name="Events">Kernel events executed.</param>
/// <param name="Exchanges">Full chunk exchanges (chunk, pay, key).</param>
public sealed record RunResult(
    IReadOnlyDictionary<string, MeasureValue> Measures, ulong TraceHash, long Events, long Exchanges)
{
    /// <summary>
    /// Rolling hash over every (time, node, decision): what was committed, who was frozen, who was refused. Equal for a run chunk by
    /// chunk and the same run fast-forwarded, whose trace hashes differ as fewer effects happen.
    /// </summary>
    public ulong DecisionHash { get; init; }

    /// <summary>By user id, where the run was asked to keep them; else null.</summary>
    public IReadOnlyList<AccountOutcome>? Accounts { get; init; }

    /// <summary>How many cascades had 1, 2, ... commits, where the run was asked to count them; else null.</summary>
    public IReadOnlyList<long>? CascadeSizes { get; init; }
}
