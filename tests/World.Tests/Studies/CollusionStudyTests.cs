using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Tests.World.Studies;

/// <summary>What colluders take under each defence, held against the closed form and never above the bound.</summary>
public sealed class CollusionStudyTests(ITestOutputHelper output)
{
    private static readonly CollusionSpec _plain = new(
        CollusionDefence.None, 3, 2, Duration.FromSeconds(1_800L), 64, 2, Duration.FromSeconds(300L), Duration.FromSeconds(2L))
    {
        BlockBudgetChunks = 256,
        BlockRefill = Duration.FromSeconds(900L),
        AccessBitsPerSecond = 10_000_000,
        VisitEvery = Duration.FromSeconds(120L),
        VisitFails = 0.8,
        HonestFails = 0.01,
        Strikes = 2,
        PayoutDelay = Duration.FromSeconds(400L),
        HonestEvery = Duration.FromSeconds(20L),
        HonestChunks = 50,
        HonestBlocks = 500,
    };

    private static int Seeds => Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 2_000 : 200;

    [Theory]
    [InlineData(CollusionDefence.None)]
    [InlineData(CollusionDefence.Budgets)]
    [InlineData(CollusionDefence.Draw)]
    [InlineData(CollusionDefence.Rate)]
    [InlineData(CollusionDefence.Visits)]
    [InlineData(CollusionDefence.Payout)]
    [InlineData(CollusionDefence.Visits | CollusionDefence.Payout)]
    [InlineData(CollusionDefence.Budgets | CollusionDefence.Rate)]
    [InlineData(CollusionDefence.Budgets | CollusionDefence.Draw | CollusionDefence.Rate)]
    [InlineData(CollusionDefence.All)]
    public void What_is_stolen_in_the_mean_is_the_closed_form(CollusionDefence defence)
    {
        Scenario scenario = Of(_plain with { Defence = defence }, nodes: 12);
        double law = CollusionLaw.Stolen(scenario.Collusion!, scenario.Nodes);
        double[] stolen = new double[Seeds];
        Parallel.For(0, stolen.Length, i => stolen[i] = scenario.Run((ulong)(i + 1)).Value(Measures.StolenChunks));
        double mean = stolen.Average(), sd = Math.Sqrt(stolen.Sum(s => (s - mean) * (s - mean)) / (stolen.Length - 1));
        bool isRandom = (defence & (CollusionDefence.Draw | CollusionDefence.Visits)) != 0;
        Assert.Equal(isRandom, sd > 0);
        Assert.True(law > 0);
        if (!isRandom)
        {
            Assert.Equal(law, mean, 6);
            return;
        }

        double z = (mean - law) / (sd / Math.Sqrt(stolen.Length));
        output.WriteLine($"{defence}: {mean:F1} chunks over {stolen.Length} seeds, law {law:F1}, z {z:F2}");
        Assert.True(Math.Abs(z) <= 4, $"{mean} chunks over {stolen.Length} seeds is {z:F2} sigma from {law}");
        Assert.True(sd / Math.Sqrt(stolen.Length) < 0.25 * law, "the test is blind");
    }

    [Fact]
    public void Nothing_that_colluders_may_do_takes_more_than_caps_times_grants_or_than_a_block_is_granted() => Gen.Select(
        Gen.Select(Gen.Int[0, 31], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 4]), Gen.Select(Gen.Int[4, 200], Gen.Int[1, 8], Gen.Int[1, 5]),
        Gen.Select(Gen.Int[1, 5_000], Gen.Int[10, 600], Gen.Int[30, 2_000]), Gen.ULong)
        .Sample(
            (who, money, times, seed) =>
            {
                CollusionSpec terms = _plain with
                {
                    Defence = (CollusionDefence)who.Item1,
                    Operators = who.Item2,
                    Clients = who.Item3,
                    NodesPerSession = who.Item4,
                    CapChunks = money.Item1,
                    BlockBudgetChunks = money.Item1 * money.Item2,
                    Strikes = money.Item3,
                    Attempt = Duration.FromMilliseconds(times.Item1),
                    Session = Duration.FromSeconds((long)times.Item2),
                    BlockRefill = Duration.FromSeconds((long)times.Item3),
                    Duration = Duration.FromSeconds(200L),
                };
                RunResultOf(terms, seed, out double stolen, out double ofBound, out double grants);
                Assert.True(ofBound <= 1);
                double seconds = terms.Duration.Seconds;
                Assert.True(stolen <= (CollusionLaw.Bound(grants, terms.CapChunks) * seconds) + 1e-6);
                Assert.True(stolen <= (CollusionLaw.Bound(grants, terms.NodeCapChunks) * seconds) + 1e-6, "more than a node's share of each grant");
                if (!terms.Has(CollusionDefence.Budgets)) return;
                double block = CollusionLaw.BlockBound(terms.BlockBudgetChunks, seconds, terms.BlockRefill.Seconds);
                Assert.True(grants * seconds * terms.CapChunks <= (block * terms.Operators * terms.Clients) + 1e-6, "more than blocks are granted");
            },
            iter: 150);

    [Fact]
    public void Honest_clients_are_refused_by_budgets_alone_and_honest_nodes_are_given_up_by_visits_alone()
    {
        foreach (CollusionDefence defence in (CollusionDefence[])[CollusionDefence.None, CollusionDefence.Draw, CollusionDefence.Rate, CollusionDefence.Payout])
        {
            Scenario free = Of(_plain with { Defence = defence, HonestBlocks = 1, HonestEvery = Duration.FromSeconds(1L) }, 12);
            Assert.Equal((0, 0), (free.Run().Value(Measures.HonestRefused), free.Run().Value(Measures.WronglyGivenUp)));
        }

        Scenario crowded = Of(_plain with { Defence = CollusionDefence.Budgets, HonestBlocks = 1, HonestEvery = Duration.FromSeconds(1L) }, 12);
        Assert.InRange(crowded.Run().Value(Measures.HonestRefused), 0.9, 0.999);
        Scenario strict = Of(_plain with { Defence = CollusionDefence.Visits, Strikes = 1, HonestFails = 0.5 }, 12);
        Assert.InRange(strict.Run().Value(Measures.WronglyGivenUp), 20, 200);
        Assert.Equal(1, strict.Run().Value(Measures.CaughtNodes));
    }

    [Fact]
    public void A_run_is_the_same_again_and_differs_by_its_seed()
    {
        Scenario scenario = Of(_plain with { Defence = CollusionDefence.All }, 12);
        Assert.Equal(scenario.Run(5).TraceHash, scenario.Run(5).TraceHash);
        Assert.NotEqual(scenario.Run(5).TraceHash, scenario.Run(6).TraceHash);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 0.7)]
    public void Survival_integrates_to_the_mean_time_until_a_node_is_given_up(int strikes, double fails)
    {
        double sum = 0;
        for (double t = 0.05; t < 200; t += 0.1) sum += 0.1 * CollusionLaw.Survival(t, 1, fails, strikes);
        Assert.Equal(CollusionLaw.MeanVisits(fails, strikes), sum, 2);
        Assert.Equal(1, CollusionLaw.Survival(0, 1, fails, strikes), 12);
        // One strike is an exponential time.
        Assert.Equal(Math.Exp(-2 * fails), CollusionLaw.Survival(2, 1, fails, 1), 12);
    }

    [Fact]
    public void A_draw_without_colluders_has_none_and_of_all_nodes_has_one()
    {
        Assert.Equal(0, CollusionLaw.Assigned(10, 0, 3));
        Assert.Equal(1, CollusionLaw.Assigned(10, 8, 3), 12);
        Assert.Equal(0.3, CollusionLaw.Assigned(10, 3, 1), 12);
        Assert.Equal(1 - (7.0 / 10 * 6 / 9), CollusionLaw.Assigned(10, 3, 2), 12);
        Assert.Equal(2, CollusionLaw.MeanVisits(1, 2));
        Assert.Equal(6, CollusionLaw.MeanVisits(0.5, 2), 12);
        Assert.Throws<OutOfDomainException>(() => CollusionLaw.MeanVisits(0, 2));
    }

    private static void RunResultOf(CollusionSpec terms, ulong seed, out double stolen, out double ofBound, out double grants)
    {
        Fleek.Scenarios.Measuring.RunResult result = Of(terms, 9).Run(seed);
        (stolen, ofBound, grants) = (result.Value(Measures.StolenChunks), result.Value(Measures.StolenOfBound), result.Value(Measures.ColludingGrants));
    }

    private static Scenario Of(CollusionSpec terms, int nodes) =>
        StudyScenarios.Market(nodes, StudyScenarios.Zipf) with { Incentives = null, Collusion = terms };
}
