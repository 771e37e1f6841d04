using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Tests.World;

/// <summary>
/// V3: nodes that act on the common visible balance overshoot by a Poisson number of chunks.
/// 100,000 accounts (seeds 1 to 500), |z| at most 4.
/// </summary>
public sealed class CommonViewTests
{
    private const int AccountsPerRun = 200, Seeds = 500;

    [Fact]
    public void The_law_gives_the_published_numbers()
    {
        Assert.Equal(0.0134747, CommonView.NegativeRate(20, 30), 7);
        Assert.Equal(0.0321239, CommonView.ExpectedOvershoot(20, 30), 7);
    }

    [Fact]
    public void Overshoot_is_poisson()
    {
        // k lambda = 100 a second and a lag of 0.2 s: mu = 20.
        Scenario scenario = Worlds.Poisson(AccountsPerRun, 50, 30, 4, 25, 0.2, Worlds.EveryChunk, 20);
        scenario = scenario with { Payments = scenario.Payments with { FreezeRule = FreezeRuleKind.CommonView } };
        Replications runs = Replications.Of(scenario, Seeds);
        double rate = CommonView.NegativeRate(20, 30), overshoot = CommonView.ExpectedOvershoot(20, 30);
        Pooled negative = runs.Share(Measures.NegativeRate, rate), over = runs.Mean(Measures.Overshoot);
        Assert.True(negative.N >= 100_000);
        Assert.InRange(negative.ZAgainst(rate), -4, 4);
        Assert.InRange(over.ZAgainst(overshoot), -4, 4);
        // Final balance: what was left at the crossing, F, less the Poisson overshoot.
        Assert.InRange(runs.Mean(Measures.FinalBalance).ZAgainst(30 - 20), -4, 4);
    }
}
