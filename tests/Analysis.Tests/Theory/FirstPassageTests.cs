using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Theory;

public sealed class FirstPassageTests
{
    [Fact]
    public void A_queue_of_exponential_service_has_its_known_overshoot()
    {
        Assert.Equal(0.00922337, SingleServerLedger.ExponentialNegativeRate(0.8, 20), 5e-9);
        Assert.Equal(0.0461169, SingleServerLedger.ExponentialOvershoot(0.8, 20), 5e-8);
        Assert.Equal(4, SingleServerLedger.MeanInSystem(0.8, 1), 1e-12);
        DiscreteLaw n = SingleServerLedger.Exponential(0.8);
        Assert.Equal(0.00922337, n.Tail(20), 5e-9);
        Assert.Equal(0.0461169, n.ExpectedExcess(20), 5e-8);
        Assert.Equal(4, n.Mean, 1e-10);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.97)]
    public void A_queue_of_fixed_service_has_the_mean_of_pollaczek_and_khinchine(double load)
    {
        DiscreteLaw n = SingleServerLedger.Deterministic(load);
        Assert.Equal(1, n.Mean / SingleServerLedger.MeanInSystem(load, 0), 1e-11);
        Assert.Equal(1 - load, n[0], 1e-13);
        // The second state in closed form.
        Assert.Equal((1 - load) * (Math.Exp(load) - 1), n[1], 1e-13);
    }

    [Fact]
    public void A_queue_of_fixed_service_agrees_with_a_simulated_one()
    {
        RandomStream random = new(11, 1, 0);
        const double Load = 0.8;
        const int Departures = 2_000_000;
        DiscreteLaw law = SingleServerLedger.Deterministic(Load);
        int inSystem = 0;
        long above = 0;
        double sum = 0;
        for (int i = 0; i < Departures; i++)
        {
            // One service, from the arrival that ends an idle time at the latest; then one departs.
            if (inSystem == 0) inSystem = 1;
            for (double left = 1 - (random.NextExponential() / Load); left > 0; left -= random.NextExponential() / Load) inSystem++;
            inSystem--;
            sum += inSystem;
            if (inSystem > 6) above++;
        }

        // States one after another depend on each other; the relaxation of this queue is some tens of services.
        double se = Math.Sqrt(law.Variance * 60 / Departures), p = law.Tail(6), seTail = Math.Sqrt(p * 60 / Departures);
        Assert.InRange(sum / Departures, law.Mean - (4 * se), law.Mean + (4 * se));
        Assert.InRange((double)above / Departures, p - (4 * seTail), p + (4 * seTail));
    }

    [Fact]
    public void A_queue_without_load_is_empty_and_one_of_full_load_refused()
    {
        Assert.Equal(0, SingleServerLedger.Deterministic(0).Mean);
        Assert.Equal(0, SingleServerLedger.Exponential(0).Mean);
        Assert.Equal(0, SingleServerLedger.MeanInSystem(0, 5));
        Assert.Contains("below 1", Assert.Throws<OutOfDomainException>(() => SingleServerLedger.Deterministic(1)).Message);
        Assert.Throws<OutOfDomainException>(() => SingleServerLedger.MeanInSystem(double.NaN, 0));
    }

    [Fact]
    public void Unseen_spend_does_not_depend_on_the_law_of_the_latency()
    {
        DiscreteLaw law = InFlight.Unseen(nodes: 8, rate: 12.5, meanLagSeconds: 0.2);
        Assert.Equal(20, law.Mean, 1e-11);
        Assert.Equal(20, law.Variance, 1e-10);
        Assert.Equal(0.01347, law.Tail(30), 5e-6);
        // Payments a second 100, latencies of mean 0.2 s: how many are unseen at a moment long after the start.
        foreach (string latency in new[] { "fixed", "exponential", "lognormal" })
        {
            RandomStream random = new(5, 2, latency.Length);
            int moments = latency == "fixed" ? 100_000 : 25_000;
            double sum = 0, squares = 0, above = 0;
            for (int i = 0; i < moments; i++)
            {
                int unseen = 0;
                double back = random.NextExponential() / 100;
                for (; back < (latency == "fixed" ? 0.2 : 4); back += random.NextExponential() / 100)
                    if (Latency(latency, ref random) > back) unseen++;
                sum += unseen;
                squares += (double)unseen * unseen;
                if (unseen > 30) above++;
            }

            double mean = sum / moments, variance = (squares / moments) - (mean * mean);
            Assert.Equal(20, mean, (4 * Math.Sqrt(20.0 / moments)) + 0.01);
            // The variance of a sample variance of Poisson(20) is 20^2 (2 + 1/20) / n.
            Assert.Equal(20, variance, (20 * 4 * Math.Sqrt(2.05 / moments)) + 0.02);
            Assert.Equal(0.01347, above / moments, 4 * Math.Sqrt(0.0133 / moments));
        }
    }

    [Fact]
    public void Value_in_flight_is_rate_times_mean_latency()
    {
        Assert.Equal(2000, InFlight.Mean(8, 100, 2.5));
        Assert.Equal(0, InFlight.Mean(8, 100, 0));
        Assert.Throws<OutOfDomainException>(() => InFlight.Mean(8, double.PositiveInfinity, 1));
    }

    [Fact]
    public void The_normal_approximation_is_a_tenth_off_at_one_in_a_thousand()
    {
        Assert.Equal(1.87e-3, DiscreteLaw.Poisson(1750).Tail(1872), 5e-6);
        Assert.Equal(1.70e-3, NormalApproximation.Tail(1750, 1750, 1872), 5e-6);
        double exact = DiscreteLaw.Poisson(1750).ExpectedExcess(1872);
        Assert.Equal(1, NormalApproximation.ExpectedExcess(1750, 1750, 1872) / exact, 0.15);
        Assert.Equal(2.326348, NormalApproximation.UpperQuantile(0.01), 5e-7);
        Assert.Equal(0.01, NormalApproximation.UpperTail(NormalApproximation.UpperQuantile(0.01)), 1e-14);
        Assert.Throws<OutOfDomainException>(() => NormalApproximation.Tail(0, 0, 1));
    }

    private static double Latency(string law, ref RandomStream random)
    {
        if (law == "fixed") return 0.2;
        if (law == "exponential") return 0.2 * random.NextExponential();
        // Of sigma 1: mean exp(mu + 1/2). What is slower than 4 s, twenty times the mean, is 0.02 % of the mean.
        double normal = Math.Sqrt(2 * random.NextExponential()) * Math.Cos(2 * Math.PI * random.NextUniform());
        return 0.2 * Math.Exp(normal - 0.5);
    }
}
