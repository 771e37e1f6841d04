using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Sequencing;

/// <summary>
/// L1: each transaction draws its own lag, so a later one may become final first. Lags of a lane come from the lane's stream.
/// </summary>
internal sealed class RandomLagSequencer : ISequencer
{
    private readonly LedgerSpec _spec;
    private readonly RandomStream[] _streams;
    private readonly double _logMean;

    /// <param name="spec">Distribution, its mean and, for the log-normal law, the deviation of the logarithm.</param>
    /// <param name="streams">One stream per lane.</param>
    public RandomLagSequencer(LedgerSpec spec, RandomStream[] streams)
    {
        _spec = spec;
        _streams = streams;
        // The mean of exp(m + sigma Z) is exp(m + sigma^2 / 2).
        _logMean = spec.Distribution == LagDistribution.LogNormal
            ? PortableMath.Log(spec.Lag.Nanoseconds) - (spec.Sigma * spec.Sigma / 2)
            : 0;
    }

    public Sequenced Submit(Instant submitted, in Redeem redeem, int lane) => new(submitted + Draw(ref _streams[lane]));

    private Duration Draw(ref RandomStream stream) => _spec.Distribution switch
    {
        LagDistribution.Deterministic => _spec.Lag,
        LagDistribution.Exponential => new Duration((long)(stream.NextExponential() * _spec.Lag.Nanoseconds)),
        LagDistribution.LogNormal => new Duration((long)PortableMath.Exp(_logMean + (_spec.Sigma * stream.NextNormal()))),
        _ => throw new InvalidOperationException($"{_spec.Distribution} is not a random lag"),
    };
}
