using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Living;

/// <summary>
/// Runs in which nothing is left to chance: every user wants a list that is fixed, and has money for all of it or is served by one node
/// alone. What is charged and who is frozen must then be the same live and simulated, however late messages are.
/// </summary>
internal static class ClosedRun
{
    /// <summary>The comparison, or null where the run is not closed.</summary>
    public static ExactCheck? Check(Scenario scenario, ulong seed, WorldInputs inputs, LiveOutcome live)
    {
        if (scenario.Workload.Demand == DemandKind.Poisson || scenario.Workload.PoissonShare > 0 || live.WasInterrupted) return null;
        IReadOnlyList<AccountOutcome> simulated = CellRunner.RunKeepingAccounts(scenario, seed, inputs).Accounts!;
        bool closed = Enumerable.Range(0, simulated.Count).All(user =>
            scenario.Users.ServingNodesOf(new UserId(user)) == 1 || IsAmple(scenario, new UserId(user)));
        if (!closed) return null;
        List<string> wrong = [];
        for (int user = 0; user < simulated.Count; user++)
        {
            AccountOutcome found = OutcomeOf(scenario, new UserId(user), live);
            if (found != simulated[user]) wrong.Add($"user {user}: {found} live, {simulated[user]} simulated");
        }

        return new ExactCheck("equals-simulation", wrong.Count == 0, wrong.Count == 0
            ? $"{simulated.Count} accounts ended as in the simulation of seed {seed}, {simulated.Count(a => a.Frozen)} of them frozen"
            : string.Join("; ", wrong.Take(4)));
    }

    /// <summary>All that a user can want leaves it above the freeze threshold, with a window at each node.</summary>
    private static bool IsAmple(Scenario scenario, UserId user)
    {
        double wanted = scenario.Workload.RatePerSecond * scenario.Duration.Seconds * scenario.Users.ServingNodesOf(user);
        double window = (double)scenario.Payments.WindowChunks * scenario.Users.ServingNodesOf(user);
        Credits spendable = scenario.Users.BalanceOf(user) - scenario.Payments.FreezeThreshold;
        return scenario.Workload.NodeBitsPerSecond == 0 && spendable.In(scenario.Payments.Price) >= wanted + window;
    }

    private static AccountOutcome OutcomeOf(Scenario scenario, UserId user, LiveOutcome live)
    {
        Credits paid = Credits.Zero;
        int lanes = 0, frozen = 0;
        foreach (((int User, int Node) at, (long paidUnits, bool isFrozen)) in live.Lanes)
        {
            if (at.User != user.Value) continue;
            paid += new Credits(paidUnits);
            lanes++;
            if (isFrozen) frozen++;
        }

        return new AccountOutcome(scenario.Users.BalanceOf(user) - paid, lanes > 0 && frozen == lanes);
    }
}
