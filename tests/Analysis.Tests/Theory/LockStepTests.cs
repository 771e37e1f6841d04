using CsCheck;
using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Theory;

public sealed class LockStepTests
{
    [Theory]
    [InlineData(1000, 100, 10, 20, 5, -40)]
    [InlineData(924, 100, 10, 20, 5, -116)]
    [InlineData(1000, 225, 10, 20, 5, 160)]
    [InlineData(1000, 100, 10, 1, 5, 60)]
    [InlineData(10000, 500, 16, 50, 25, 16)]
    [InlineData(1000, 0, 2, 20, 5, -8)]
    [InlineData(1000, 100, 1, 20, 5, 100)]
    public void The_known_vectors_come_out(long balance, long freeze, int nodes, long threshold, double lag, long final) =>
        Assert.Equal(final, LockStep.FinalBalanceChunks(balance, freeze, nodes, threshold, lag));

    [Fact]
    public void A_tick_by_tick_recursion_agrees_on_random_vectors()
    {
        var vectors = Gen.Select(Gen.Long[0, 3000], Gen.Long[0, 3000], Gen.Int[1, 12], Gen.Long[1, 40], Gen.Int[4, 240]);
        vectors.Sample((a, b, k, theta, quarters) =>
        {
            long balance = Math.Max(a, b), freeze = Math.Min(a, b);
            double lag = quarters / 4.0;
            return LockStep.FinalBalanceChunks(balance, freeze, k, theta, lag) == TickByTick(balance, freeze, k, theta, lag);
        }, iter: 3000);
    }

    /// <summary>The story itself: deliver, serve, submit, tick after tick; nothing of the formula.</summary>
    private static long TickByTick(long balance, long freeze, int k, long theta, double lag)
    {
        long served = 0, submitted = 0, visible = 0;
        Queue<(double At, long Amount)> inFlight = [];
        for (long tick = 1; ; tick++)
        {
            while (inFlight.TryPeek(out (double At, long Amount) entry) && entry.At <= tick)
            {
                visible += entry.Amount;
                inFlight.Dequeue();
            }

            long available = balance - (k * visible) - (served - visible);
            if (available - 1 < freeze) return balance - (k * served);
            served++;
            if (served - submitted < theta) continue;
            inFlight.Enqueue((tick + lag, served - submitted));
            submitted = served;
        }
    }
}
