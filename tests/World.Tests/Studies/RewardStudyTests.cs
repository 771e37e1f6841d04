using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Tests.World.Studies;

/// <summary>Rewards and reputation, epoch after epoch: pots are paid to the unit, and what is issued is the closed form.</summary>
public sealed class RewardStudyTests
{
    private static readonly RewardSpec _plain = new(
        40, Duration.FromSeconds(1_800L), 10, false, new(1_000_000 * Credits.UnitsPerCredit), new(1_000 * Credits.UnitsPerCredit), 1)
    {
        LockedShare = 0.25,
        PoorShare = 0.1,
        Peers = 20,
        LeastReporters = 3,
    };

    [Theory]
    [InlineData(1_800, false, 10)]
    [InlineData(1_800, true, 480)]
    [InlineData(86_400, true, 10)]
    [InlineData(86_400, false, 10)]
    public void What_is_issued_in_a_year_is_the_inflation_or_48_times_it_by_the_slip(long epochSeconds, bool slip, double percent)
    {
        RewardSpec terms = _plain with { Epoch = Duration.FromSeconds(epochSeconds), EpochsAsDays = slip };
        double issued = Of(terms).Run().Value(Measures.IssuedOfSupply);
        Assert.Equal(percent / 100, issued, 9);
        Assert.Equal(EmissionLaw.IssuedOfSupply(terms)!.Value, issued, 9);
        Assert.Null(EmissionLaw.IssuedOfSupply(terms with { Epochs = 20_000 }));
    }

    [Fact]
    public void A_locked_stake_multiplies_tokens_by_its_boost_and_nothing_is_made_or_lost()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            RunResult result = Of(_plain).Run(seed);
            Assert.Equal(0, result.Value(Measures.RewardGap));
            Assert.Equal(4, result.Value(Measures.BoostedTokens), 9);
        }

        Assert.Equal(0, Of(_plain with { LockedShare = 0 }).Run().Measures[Measures.BoostedTokens].N);
    }

    [Fact]
    public void Good_nodes_are_trusted_poor_ones_not_and_who_is_away_too_often_is_left_out()
    {
        RunResult result = Of(_plain).Run();
        Assert.InRange(result.Value(Measures.ReputationGood), 80, 100);
        Assert.InRange(result.Value(Measures.ReputationPoor), 0, 30);
        Assert.Equal(1, result.Value(Measures.GoodParticipating));
        // Left out for one epoch, asked back into the next, measured there, and left out again.
        Assert.InRange(result.Value(Measures.PoorParticipating), 0.45, 0.55);
        Assert.Equal(0, result.Measures[Measures.ReputationLiars].N);
    }

    [Fact]
    public void A_few_liars_change_little_and_many_turn_the_judgement_round()
    {
        RunResult few = Of(_plain with { LiarShare = 0.1 }).Run(), many = Of(_plain with { LiarShare = 0.7, PoorShare = 0 }).Run();
        Assert.True(few.Value(Measures.ReputationGood) > few.Value(Measures.ReputationLiars) + 30);
        Assert.True(many.Value(Measures.ReputationLiars) > many.Value(Measures.ReputationGood) + 30);
    }

    [Fact]
    public void Nobody_serves_where_nobody_pays_and_nothing_is_issued()
    {
        RunResult result = Of(_plain with { Revenue = Credits.Zero }).Run();
        Assert.Equal((0, 0), (result.Value(Measures.IssuedOfSupply), result.Value(Measures.RewardGap)));
        Assert.Equal(Of(_plain).Run(3).TraceHash, Of(_plain).Run(3).TraceHash);
        Assert.NotEqual(Of(_plain).Run(3).TraceHash, Of(_plain).Run(4).TraceHash);
    }

    private static Scenario Of(RewardSpec terms) =>
        StudyScenarios.Market(60, StudyScenarios.Zipf) with { Incentives = null, Rewards = terms };
}
