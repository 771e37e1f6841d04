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
    private readonly int _lanesPerUser;
    private readonly RandomStream[] _streams;
    private readonly double _logMean;

    /// <param name="spec">Distribution, its mean and, for the log-normal law, the deviation of the logarithm.</param>
    /// <param name="lanesPerUser">Lanes are numbered user by user.</param>
    public RandomLagSequencer(LedgerSpec spec, int users, int lanesPerUser, ulong seed)
    {
        _spec = spec;
        _lanesPerUser = lanesPerUser;
        _streams = new RandomStream[users * lanesPerUser];
        Redraw(seed);
        // The mean of exp(m + sigma Z) is exp(m + sigma^2 / 2).
        _logMean = spec.Distribution == LagDistribution.LogNormal
            ? PortableMath.Log(spec.Lag.Nanoseconds) - (spec.Sigma * spec.Sigma / 2)
            : 0;
    }

    public Sequenced Submit(Instant submitted, in Redeem redeem, int lane) => new(submitted + Draw(ref _streams[lane]));

    public void Redraw(ulong seed)
    {
        for (int lane = 0; lane < _streams.Length; lane++)
        {
            (long user, long place) = Math.DivRem((long)lane, _lanesPerUser);
            _streams[lane] = new RandomStream(seed, StreamPurpose.LedgerLag, (user << 10) + place);
        }
    }

    private Duration Draw(ref RandomStream stream) => _spec.Distribution switch
    {
        LagDistribution.Deterministic => _spec.Lag,
        LagDistribution.Exponential => new Duration((long)(stream.NextExponential() * _spec.Lag.Nanoseconds)),
        LagDistribution.LogNormal => new Duration((long)PortableMath.Exp(_logMean + (_spec.Sigma * stream.NextNormal()))),
        _ => throw new InvalidOperationException($"{_spec.Distribution} is not a random lag"),
    };
}
