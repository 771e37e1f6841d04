using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Tests.World.Network.Links;

/// <summary>Sends messages over a chain of behaviours, one every millisecond.</summary>
internal static class LinkTrial
{
    public static LinkOutcome[] Run(
        int messages, ulong seed, LinkChain chain, int user = 0, int node = 0, LaneDirection direction = LaneDirection.Up)
    {
        BehaviourState[] states = new BehaviourState[chain.Length];
        chain.Start(seed, new UserId(user), new NodeId(node), direction, states);
        LinkOutcome[] outcomes = new LinkOutcome[messages];
        for (int i = 0; i < messages; i++)
        {
            Instant at = Instant.Zero + Duration.FromMilliseconds(i);
            Transmission transmission = new(at, 1_000, new UserId(user), new NodeId(node), direction, i, 0);
            outcomes[i] = chain.Judge(transmission, states);
        }

        return outcomes;
    }

    /// <summary>Whether a count of successes is within 5 standard deviations of n p: wrong once in 1.7 million.</summary>
    public static void IsBinomial(long count, long n, double p)
    {
        double sd = Math.Sqrt(n * p * (1 - p));
        Assert.InRange(count, (n * p) - (5 * sd), (n * p) + (5 * sd));
    }
}
