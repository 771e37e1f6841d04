using CsCheck;
using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Theory;

public sealed class CapTests
{
    [Fact]
    public void One_node_serves_to_the_threshold_and_no_further()
    {
        Assert.Equal(900, SingleNode.ServedChunks(1000, 100, 1));
        Assert.Equal(100, SingleNode.FinalBalance(1000, 100, 1));
        Assert.Equal(103, SingleNode.FinalBalance(1000, 100, 13));
        Assert.Equal(long.MaxValue, SingleNode.FinalBalance(long.MaxValue, long.MaxValue, 1));
        Assert.Equal(long.MinValue, SingleNode.FinalBalance(long.MaxValue, long.MinValue, 1));
    }

    [Fact]
    public void The_final_balance_of_one_node_is_within_a_price_above_the_threshold() =>
        Gen.Select(Gen.Long[-1000, 100_000], Gen.Long[0, 100_000], Gen.Long[1, 777]).Sample((freeze, above, price) =>
        {
            long balance = freeze + above;
            while (balance - price >= freeze) balance -= price; // serve one by one
            return SingleNode.FinalBalance(freeze + above, freeze, price) == balance && balance < freeze + price;
        }, iter: 500);

    [Fact]
    public void One_node_refuses_prices_and_thresholds_that_mean_nothing()
    {
        Assert.Throws<OutOfDomainException>(() => SingleNode.FinalBalance(1000, 100, 0));
        Assert.Throws<OutOfDomainException>(() => SingleNode.FinalBalance(99, 100, 1));
    }

    [Fact]
    public void A_static_cap_leaves_the_share_of_the_nodes_in_use()
    {
        Assert.Equal(0.125, StaticCap.UsableShare(8, 64));
        Assert.Equal(1, StaticCap.UsableShare(64, 64));
        Assert.Equal(0, StaticCap.UsableShare(0, 64));
        Assert.Equal(112.5, StaticCap.PerNode(1000, 100, 8));
        // What the nodes in use can spend together is that share of all that may be spent.
        Assert.Equal(StaticCap.UsableShare(3, 8) * 900, 3 * StaticCap.PerNode(1000, 100, 8));
        Assert.Throws<OutOfDomainException>(() => StaticCap.UsableShare(9, 8));
        Assert.Throws<OutOfDomainException>(() => StaticCap.PerNode(100, double.NaN, 8));
    }

    [Fact]
    public void Permanently_stale_nodes_take_their_caps_beyond_the_threshold()
    {
        Assert.Equal(100 - (5 * 112.5), RefillingCap.FinalWithStaleNodes(1000, 100, 8, 5));
        Assert.Equal(100, RefillingCap.FinalWithStaleNodes(1000, 100, 8, 0));
    }

    [Fact]
    public void A_refilling_cap_takes_minutes_where_the_rate_alone_takes_seconds()
    {
        // A reference simulation took 197 s, against 27 s without the cap.
        Assert.InRange(RefillingCap.SpendingSeconds(20_000, 0, 64, 8, 100, 2.5), 197 * 0.98, 197 * 1.02);
        Assert.Equal(25, RefillingCap.SpendingSeconds(20_000, 0, 64, 8, 100, 1e-9), 0.002);
    }

    [Fact]
    public void A_refilling_cap_spends_as_fast_as_its_own_equation()
    {
        // k nodes at min(rate, R / (N Lam)) each, in small steps of time.
        double left = 3000, seconds = 0;
        const double Step = 1e-4;
        for (; left > 1; seconds += Step) left -= Step * 5 * Math.Min(7, left / (20 * 0.9));
        Assert.Equal(seconds, RefillingCap.SpendingSeconds(3100, 100, 20, 5, 7, 0.9), 0.01);
    }

    [Fact]
    public void Bootstrap_credit_is_safe_from_the_threshold_that_covers_it()
    {
        Assert.Equal(600, BootstrapCredit.FreezeForNoOvershoot(2, 300));
        Assert.Equal(0, BootstrapCredit.LowestFinal(600, 2, 300));
        Assert.Equal(-300, BootstrapCredit.LowestFinal(300, 2, 300));
        Assert.Equal(250, BootstrapCredit.CreditForNoStall(100, 2.5));
        Assert.Throws<OutOfDomainException>(() => BootstrapCredit.LowestFinal(0, -1, 300));
    }
}
