using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>What links do, as formulas that the simulated and the live driver share; the caller keeps state and draws.</summary>
public static class LinkLaw
{
    /// <summary>No timeout of a retransmission is longer: RFC 6298, 2.5.</summary>
    public static readonly Duration LongestTimeout = Duration.FromSeconds(60L);

    /// <summary>What jitter adds to one delay, in means of the law.</summary>
    public static double JitterInMeans(JitterLaw law, ref RandomStream random) => law switch
    {
        JitterLaw.Uniform => 2 * random.NextUniform(),
        JitterLaw.Exponential => random.NextExponential(),
        _ => TruncatedNormal(ref random),
    };

    /// <summary>How long a sender waits before it sends a lost message again, the first time; doubled each time after that.</summary>
    /// <param name="least">It is twice the round trip, and no less than this.</param>
    public static Duration FirstTimeout(Duration least, Duration roundTrip) => new(
        Math.Min(Math.Max(least.Nanoseconds, 2 * roundTrip.Nanoseconds), LongestTimeout.Nanoseconds));

    /// <summary>How long so many bytes take at a rate, rounded up: a link is never faster than its rate. No time at the rate 0, which has no limit.</summary>
    public static Duration TransmitTime(long bytes, long bitsPerSecond) => new(
        bitsPerSecond == 0 ? 0 : (long)((((Int128)bytes * 8 * 1_000_000_000) + bitsPerSecond - 1) / bitsPerSecond));

    private static double TruncatedNormal(ref RandomStream random)
    {
        while (true)
        {
            double z = random.NextNormal();
            if (z is >= -2 and <= 2) return 1 + (z / 2);
        }
    }
}
