using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Batches of a rule on an account that pays chunk by chunk and whose available amount stands still.</summary>
internal static class Batches
{
    /// <returns>Sizes in chunks, from the first batch on.</returns>
    public static long[] Of(CommitRule rule, int count, long account = 0, Credits available = default, long networkNodes = 8)
    {
        CommitClock clock = new(rule, Money.Price, Credits.Zero, networkNodes);
        CommitState state = clock.Open(Instant.Zero, new RandomStream(2026, StreamPurpose.Commit, account));
        clock.Adapt(ref state, Credits.Zero, available, servingNodes: 4);
        long[] batches = new long[count];
        for (int i = 0; i < count; i++)
        {
            bool fires;
            do fires = clock.FiresOnPayment(state, Money.Chunks(++batches[i]), available, servingNodes: 4);
            while (!fires);
            clock.Committed(ref state, available, servingNodes: 4);
        }

        return batches;
    }
}
