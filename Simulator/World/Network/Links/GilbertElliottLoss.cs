using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>
/// Losses in bursts: a chain of two states, good and bad, that steps once a message, each state with its own chance of loss. The
/// chain starts in its stationary law, so that the loss rate is the same from the first message on. What is sent again comes a
/// timeout later, when the burst is past: it meets the stationary law and leaves the chain as it is.
/// </summary>
/// <remarks>
/// E. N. Gilbert, "Capacity of a burst-noise channel", Bell System Technical Journal 39 (1960); E. O. Elliott, "Estimates of error
/// rates for codes on burst-noise channels", ibid. 42 (1963). The bad state has the share p / (p + r) of all messages and lasts
/// 1 / r of them on average, geometrically.
/// </remarks>
internal sealed record GilbertElliottLoss : ILinkBehaviour
{
    private const long Good = 0, Bad = 1;

    private readonly double _toBad, _toGood, _lossInGood, _lossInBad;

    /// <param name="toBad">p: chance to turn bad after a message in the good state.</param>
    /// <param name="toGood">r: chance to turn good after one in the bad state; above 0.</param>
    /// <param name="lossInGood">Chance of loss in the good state.</param>
    /// <param name="lossInBad">Chance of loss in the bad state.</param>
    public GilbertElliottLoss(double toBad, double toGood, double lossInGood = 0, double lossInBad = 1)
    {
        Chance.Check(toBad, nameof(toBad));
        Chance.Check(toGood, nameof(toGood));
        ArgumentOutOfRangeException.ThrowIfZero(toGood);
        Chance.Check(lossInGood, nameof(lossInGood));
        Chance.Check(lossInBad, nameof(lossInBad));
        (_toBad, _toGood, _lossInGood, _lossInBad) = (toBad, toGood, lossInGood, lossInBad);
    }

    /// <summary>The chain that loses the share <paramref name="rate"/> in bursts of <paramref name="meanBurst"/> messages on average.</summary>
    /// <param name="rate">0 to below 1; at most meanBurst / (1 + meanBurst), else the gaps would be shorter than one.</param>
    /// <param name="meanBurst">1 or more.</param>
    public static GilbertElliottLoss OfBursts(double rate, double meanBurst)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(meanBurst, 1);
        return new GilbertElliottLoss(rate / (1 - rate) / meanBurst, 1 / meanBurst);
    }

    public uint Purpose => StreamPurpose.LinkBurstLoss;

    public long Start(ref RandomStream random) => Stationary(ref random);

    public Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory)
    {
        bool isAgain = transmission.Attempt > 0;
        bool bad = (isAgain ? Stationary(ref random) : memory) == Bad;
        bool lost = random.NextUniform() < (bad ? _lossInBad : _lossInGood);
        bool turns = random.NextUniform() < (bad ? _toGood : _toBad);
        if (turns && !isAgain) memory = bad ? Good : Bad;
        return lost ? Verdict.Drop : Verdict.Pass;
    }

    private long Stationary(ref RandomStream random) => random.NextUniform() < _toBad / (_toBad + _toGood) ? Bad : Good;
}
