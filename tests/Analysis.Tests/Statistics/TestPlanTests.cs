using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class TestPlanTests
{
    [Theory]
    [InlineData(1e-3, 2995)]
    [InlineData(1e-4, 29_956)]
    [InlineData(1e-6, 2_995_731)]
    public void So_many_units_without_event_bound_a_rate_and_one_fewer_does_not(double bound, long units)
    {
        Assert.Equal(units, ZeroEventPlan.Units(bound, 0.95));
        Assert.True(ProportionInterval.ZeroEventUpperBound(units) <= bound);
        Assert.True(ProportionInterval.ZeroEventUpperBound(units - 1) > bound);
    }

    [Theory]
    [InlineData(1e-2, 2e-2, 2258, 34)]
    [InlineData(1e-3, 2e-3, 22_628, 34)]
    [InlineData(1e-3, 1e-2, 773, 3)]
    [InlineData(1e-4, 1e-3, 7752, 3)]
    public void Fixed_plans_are_the_known_ones(double good, double bad, long units, long mostEvents)
    {
        FixedTestPlan plan = FixedTestPlan.Smallest(good, bad, 0.01, 0.05);
        Assert.Equal(new FixedTestPlan(units, mostEvents), plan);
        Assert.InRange(plan.RejectionRate(good), 0, 0.01);
        Assert.InRange(plan.RejectionRate(bad), 0.95, 1);
        // One unit fewer, with any number of events allowed, breaks one of the two errors.
        for (long c = 0; c <= 60; c++)
        {
            FixedTestPlan smaller = new(units - 1, c);
            Assert.True(smaller.RejectionRate(good) > 0.01 || smaller.RejectionRate(bad) < 0.95, $"c = {c}");
        }
    }

    [Fact]
    public void A_plan_for_near_rates_is_as_large_as_the_normal_approximation_says()
    {
        // (z_a sqrt(p0 q0) + z_b sqrt(p1 q1))^2 / d^2 = 171,000 units for 1 % against 1.1 %.
        FixedTestPlan plan = FixedTestPlan.Smallest(0.01, 0.011, 0.01, 0.05);
        double root = (2.326348 * Math.Sqrt(0.01 * 0.99)) + (1.644854 * Math.Sqrt(0.011 * 0.989));
        Assert.Equal(1, plan.Units / (root * root / 1e-6), 0.01);
        Assert.InRange(plan.RejectionRate(0.01), 0, 0.01);
        Assert.InRange(plan.RejectionRate(0.011), 0.95, 1);
    }

    [Theory]
    [InlineData(1e-2, 2e-2, 4657, 1571)]
    [InlineData(1e-3, 2e-3, 47_238, 15_764)]
    public void Two_arms_take_the_known_units_and_nested_pairs_a_third(double good, double bad, long perArm, long pairs)
    {
        Assert.Equal(perArm, TwoArmPlan.UnitsPerArm(good, bad, 0.01, 0.05));
        Assert.Equal(pairs, TwoArmPlan.NestedPairs(good, bad, 0.01, 0.05));
    }

    [Fact]
    public void Sequential_lines_and_mean_sizes_are_the_known_ones()
    {
        SequentialTest test = new(1e-2, 2e-2, 0.01, 0.05);
        Assert.Equal(-4.25, test.AcceptIntercept, 0.005);
        Assert.Equal(6.48, test.RejectIntercept, 0.005);
        Assert.Equal(0.014435, test.Slope, 5e-7);
        Assert.Equal(933, test.MeanUnits().AtGood, 0.5);
        Assert.Equal(1067, test.MeanUnits().AtBad, 0.5);
    }

    [Theory]
    [InlineData(1e-3, 2e-3, 9469, 10_799)]
    [InlineData(1e-3, 1e-2, 432, 297)]
    public void Sequential_mean_sizes_of_other_rates_are_the_known_ones(double good, double bad, double atGood, double atBad)
    {
        (double g, double b) = new SequentialTest(good, bad, 0.01, 0.05).MeanUnits();
        Assert.Equal(atGood, g, 0.5);
        Assert.Equal(atBad, b, 0.5);
    }

    [Fact]
    public void A_sequential_test_cut_off_at_its_own_plan_has_larger_errors_and_one_that_shares_them_keeps_them()
    {
        SequentialTest cut = new(1e-2, 2e-2, 0.01, 0.05);
        Assert.InRange(1 - cut.Exact(2e-2).Rejection, 0.07, 0.08);
        SequentialTest shared = SequentialTest.Within(1e-2, 2e-2, 0.01, 0.05);
        (double wrong, double atGood) = shared.Exact(1e-2);
        (double right, double atBad) = shared.Exact(2e-2);
        Assert.InRange(wrong, 0.001, 0.01);
        Assert.InRange(1 - right, 0.01, 0.05);
        // Still about half of the fixed plan's 2,258.
        Assert.InRange(atGood, 900, 1400);
        Assert.InRange(atBad, 900, 1400);
    }

    [Fact]
    public void A_sequential_test_in_practice_has_its_exact_law()
    {
        SequentialTest test = new(0.02, 0.08, 0.05, 0.1);
        RandomStream random = new(8, 1, 0);
        const int Tests = 20_000;
        int rejected = 0;
        double units = 0;
        for (int i = 0; i < Tests; i++)
        {
            long n = 0, events = 0;
            Verdict verdict = Verdict.Continue;
            while (verdict == Verdict.Continue)
            {
                n++;
                if (random.NextUniform() < 0.05) events++;
                verdict = test.Judge(n, events);
            }

            units += n;
            if (verdict == Verdict.Reject) rejected++;
        }

        (double p, double mean) = test.Exact(0.05);
        Assert.Equal(p, (double)rejected / Tests, 4 * Math.Sqrt(p * (1 - p) / Tests));
        Assert.Equal(mean, units / Tests, 4 * 60 / Math.Sqrt(Tests));
    }

    [Fact]
    public void Plans_refuse_rates_that_cannot_be_told_apart()
    {
        Assert.Throws<OutOfDomainException>(() => FixedTestPlan.Smallest(0.02, 0.02, 0.01, 0.05));
        Assert.Throws<OutOfDomainException>(() => FixedTestPlan.Smallest(0.02, double.NaN, 0.01, 0.05));
        Assert.Throws<OutOfDomainException>(() => new SequentialTest(0.02, 0.01, 0.01, 0.05));
        Assert.Throws<OutOfDomainException>(() => ZeroEventPlan.Units(0, 0.95));
        Assert.Throws<OutOfDomainException>(() => TwoArmPlan.NestedPairs(0.02, 0.01, 0.01, 0.05));
        SequentialTest test = new(0.02, 0.08, 0.05, 0.1);
        Assert.Throws<OutOfDomainException>(() => test.Judge(3, 4));
        Assert.Equal(Verdict.Continue, test.Judge(0, 0));
        Assert.Equal(Verdict.Reject, test.Judge(20, 20));
        Assert.Equal(Verdict.Accept, test.Judge(5000, 0));
    }
}
