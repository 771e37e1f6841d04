using CsCheck;
using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Theory;

public sealed class OvershootBoundTests
{
    [Fact]
    public void The_known_vector_meets_the_bound_in_whole_chunks()
    {
        Assert.Equal(-116, OvershootBound.LowestFinalWhole(freeze: 100, nodes: 10, unseenChunks: 5, threshold: 20));
        Assert.Equal(-116, LockStep.FinalBalanceChunks(924, 100, 10, 20, 5));
    }

    [Fact]
    public void No_lock_step_run_falls_below_the_bound_and_some_meet_it()
    {
        long met = 0;
        var vectors = Gen.Select(Gen.Long[0, 3000], Gen.Long[0, 3000], Gen.Int[1, 12], Gen.Long[1, 40], Gen.Int[1, 60]);
        vectors.Sample((a, b, k, theta, lag) =>
        {
            (long balance, long freeze) = (Math.Max(a, b), Math.Min(a, b));
            long final = LockStep.FinalBalanceChunks(balance, freeze, k, theta, lag);
            long bound = OvershootBound.LowestFinalWhole(freeze, k, lag, theta);
            if (final == bound && k > 1) Interlocked.Increment(ref met);
            return final >= bound && bound >= OvershootBound.LowestFinal(freeze, k, lag, theta);
        }, iter: 3000);
        Assert.True(met > 0);
    }

    /// <summary>Random speeds, phases and sizes of batches below theta: an adversary's schedule, tick by tick.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Random_schedules_stay_within_the_bound_of_their_rule(bool ownPending)
    {
        var vectors = Gen.Select(Gen.Int[1, 8], Gen.Int[1, 20], Gen.Int[1, 15], Gen.Int[50, 300], Gen.Int[0, 49], Gen.ULong);
        vectors.Sample((k, theta, lag, balance, freeze, seed) =>
        {
            long final = Schedule(balance, freeze, k, theta, lag, ownPending, seed);
            return final >= (ownPending
                ? OvershootBound.LowestFinalWhole(freeze, k, lag, theta)
                : OvershootBound.LowestFinalNaiveWhole(freeze, k, lag, theta));
        }, iter: 1000);
    }

    [Fact]
    public void The_naive_rule_does_break_the_bound_of_the_careful_one() =>
        Assert.True(Enumerable.Range(0, 200).Min(seed => Schedule(300, 50, 2, 20, 10, ownPending: false, (ulong)seed))
            < OvershootBound.LowestFinalWhole(50, 2, 10, 20));

    [Fact]
    public void Nodes_that_never_submit_each_serve_down_to_the_threshold()
    {
        // 64 nodes see 1000 for ever and stop at 100: 57,600 is spent.
        Assert.Equal(1000 - 57_600, OvershootBound.LowestFinalNeverSubmitting(1000, 100, 64));
        Assert.Equal(100, OvershootBound.LowestFinalNeverSubmitting(1000, 100, 1));
    }

    [Fact]
    public void A_payer_of_limited_demand_hides_no_more_than_that()
    {
        Assert.Equal(100 - (2 * 50) - (9 * 20), OvershootBound.LowestFinalDemandLimited(100, 10, 100, 20));
        // Of demand that all nodes together could serve, the general bound is better by the last node's own share.
        Assert.Equal(OvershootBound.LowestFinal(100, 10, 5, 20) - 5, OvershootBound.LowestFinalDemandLimited(100, 10, 50, 20));
    }

    [Fact]
    public void Different_nodes_hide_each_its_own() =>
        Assert.Equal(100 - 25 - 7 - 3.5, OvershootBound.LowestFinal(100, [(5, 20), (3, 4), (0.5, 3)]));

    [Fact]
    public void What_is_no_number_is_refused_with_a_reason()
    {
        OutOfDomainException e = Assert.Throws<OutOfDomainException>(() => OvershootBound.LowestFinal(0, 8, double.NaN, 1));
        Assert.Contains("unseenChunks must be a finite number of at least 0, not NaN", e.Message);
        Assert.Throws<OutOfDomainException>(() => OvershootBound.LowestFinal(0, 0, 1, 1));
        Assert.Throws<OutOfDomainException>(() => OvershootBound.LowestFinalWhole(0, 2, 1, 0));
        Assert.Throws<OverflowException>(() => OvershootBound.LowestFinalWhole(0, 2, long.MaxValue, 2));
    }

    private static long Schedule(int balance, int freeze, int k, int theta, int lag, bool ownPending, ulong seed)
    {
        Core.Primitives.RandomStream random = new(seed, 7, 0);
        long[] served = new long[k], submitted = new long[k], seenOwn = new long[k];
        Queue<(int At, int Node, long Amount)> inFlight = [];
        long seen = 0;
        int idle = 0;
        for (int tick = 1; idle < 200; tick++)
        {
            idle++;
            while (inFlight.TryPeek(out (int At, int Node, long Amount) e) && e.At <= tick)
            {
                seen += e.Amount;
                seenOwn[e.Node] += e.Amount;
                inFlight.Dequeue();
            }

            for (int i = 0; i < k; i++)
            {
                if (random.NextUniform() < 0.3) continue;
                long available = balance - seen - (ownPending ? served[i] - seenOwn[i] : 0);
                if (available - 1 >= freeze)
                {
                    served[i]++;
                    idle = 0;
                }

                if (served[i] - submitted[i] < theta && random.NextUniform() < 0.9) continue;
                if (served[i] == submitted[i]) continue;
                inFlight.Enqueue((tick + lag, i, served[i] - submitted[i]));
                submitted[i] = served[i];
            }
        }

        return balance - served.Sum();
    }
}
