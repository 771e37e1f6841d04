using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>Users who run dry at a single node, beside others who do not.</summary>
public sealed class DryUserTests
{
    [Theory]
    [InlineData(DemandKind.Poisson, false)]
    [InlineData(DemandKind.Ticks, false)]
    [InlineData(DemandKind.Constant, true)]
    public void What_they_are_served_is_their_balance_less_the_threshold(DemandKind demand, bool fastForward)
    {
        const int Users = 12, Dry = 5;
        Scenario scenario = Mixed(Users, Dry, demand) with { FastForward = fastForward };
        RunResult run = CellRunner.RunKeepingAccounts(scenario, 7, WorldInputs.None);
        for (int user = 0; user < Users; user++)
        {
            AccountOutcome outcome = run.Accounts![user];
            // 47 chunks less a threshold of 10 buy 37, one node alone sees them all, and the window counts as spent.
            if (user < Dry) Assert.Equal((Worlds.Chunks(10), true), (outcome.FinalBalance, outcome.Frozen));
            else Assert.True(outcome.FinalBalance > Worlds.Chunks(100) && !outcome.Frozen, $"user {user} has {outcome.FinalBalance}");
        }

        Assert.Equal((double)Dry / Users, run.Measures[Measures.Freezes].Value, 1e-12);
        Assert.Equal(10.0 * Dry / Users, run.Measures[Measures.Stranded].Value, 1e-12);
    }

    [Fact]
    public void The_others_do_as_they_did_without_them()
    {
        RunResult all = CellRunner.RunKeepingAccounts(Mixed(12, 0, DemandKind.Poisson), 7, WorldInputs.None);
        RunResult mixed = CellRunner.RunKeepingAccounts(Mixed(12, 5, DemandKind.Poisson), 7, WorldInputs.None);
        Assert.Equal(all.Accounts!.Skip(5), mixed.Accounts!.Skip(5));
        Assert.NotEqual(all.Accounts!.Take(5), mixed.Accounts!.Take(5));
    }

    [Fact]
    public void Real_frames_decide_the_same()
    {
        Scenario scenario = Mixed(6, 3, DemandKind.Poisson);
        scenario = scenario with { Payments = scenario.Payments with { ChunkBytes = 100, WindowChunks = 16 } };
        RunResult modelled = CellRunner.RunKeepingAccounts(scenario, 3, WorldInputs.None);
        RunResult real = CellRunner.RunKeepingAccounts(
            scenario with { Cryptography = scenario.Cryptography with { Mode = CryptographyMode.Real } }, 3, WorldInputs.None);
        Assert.Equal(modelled.Accounts, real.Accounts);
        Assert.Equal(modelled.DecisionHash, real.DecisionHash);
    }

    private static Scenario Mixed(int users, int dry, DemandKind demand)
    {
        Scenario scenario = Worlds.Poisson(users, 600, 10, 3, 2, 2.5, Worlds.EveryChunk, 30);
        return scenario with
        {
            Users = scenario.Users with { Dry = dry == 0 ? null : new DryUsers(dry, Worlds.Chunks(47)) },
            Workload = scenario.Workload with { Demand = demand },
        };
    }
}
