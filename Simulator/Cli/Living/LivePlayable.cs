using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Living;

/// <summary>What of a scenario a live run can play: what only a simulated world knows is refused by name, never left out in silence.</summary>
internal static class LivePlayable
{
    /// <exception cref="CommandException">The scenario asks for something that no live run does.</exception>
    public static void Require(Scenario scenario)
    {
        List<string> not = [.. Missing(scenario)];
        if (not.Count == 0) return;
        throw new CommandException(ExitCode.BadScenario, $"'{scenario.Name}' does not run live: {string.Join("; ", not)}",
            "docs/live.md lists what a live run plays; --set changes a key");
    }

    private static IEnumerable<string> Missing(Scenario s)
    {
        if (s.Faults is not null) yield return "faults are put on simulated links; real ones have their own";
        if (s.Adversary is not null) yield return "an adversary is played in simulations alone";
        if (s.Users.TopUp is not null) yield return "users deposit nothing during a live run";
        if (s.Users.Collateral > Credits.Zero) yield return "the ledger of live runs has no collateral";
        if (s.Payments.Limits is not null) yield return "frames know no limits of accounts";
        if (s.Payments.Commit.Kind == CommitRuleKind.Lottery) yield return "frames know no tickets that may not win";
        if (s.Payments.Groups.Count > 0) yield return "a minority of nodes is played in simulations alone";
        if (s.Workload.MoveAfterChunks > 0) yield return "users do not move on";
        if (s.Sampling is not null) yield return "'sampling' asks what nobody in a live run knows: leave it out";
        if (s.Ledger.Distribution is not (LagDistribution.Constant or LagDistribution.Deterministic))
            yield return "the ledger is a real one: of its lag a live run takes a constant part alone";
        if (s.Ledger.Settlement is not null) yield return "claims are settled as they come";
        if (s.Payments.ChunkBytes > ContentBlockBytes) yield return "a chunk is at most a block of 256 KiB";
        if (s.Payments.WindowChunks > MostWindow) yield return $"windows above {MostWindow} chunks";
    }

    private const long ContentBlockBytes = CryptographySpec.MostRealChunkBytes;

    private const int MostWindow = Fleek.Core.Endpoints.ClientEndpoint.MaxWindow;
}
