using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Planning;

/// <summary>What must hold where nodes are not all alike, or users do not stay.</summary>
internal static class PopulationChecks
{
    /// <summary>Nodes that one random stream key of demand can tell apart.</summary>
    private const int MostNodesOfMovers = 1_024;

    public static void Run(Scenario scenario, ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
    {
        if (scenario.Payments.Groups.Count > 0) CheckGroups();
        if (scenario.Workload.MoveAfterChunks > 0) CheckMovers();
        if (scenario.Users.Dry is { } dry) CheckDry(dry);

        void CheckDry(DryUsers spec)
        {
            if (spec.Count > scenario.Users.Count)
                Report(Codes.DryUserTerms, DryUserKeys.Count, $"{spec.Count} users run dry, but there are {scenario.Users.Count}");
            if (spec.Balance < scenario.Payments.FreezeThreshold)
                Report(Codes.ThresholdAboveBalance, DryUserKeys.Balance, "the balance of users who run dry is below the freeze threshold");
            if (spec.Balance > scenario.Users.Balance)
                Report(Codes.DryUserTerms, DryUserKeys.Balance, "users who run dry have more than the others");
            bool special = scenario.Adversary is not null || scenario.Users.TopUp is not null || scenario.Users.Collateral > Credits.Zero
                || scenario.Payments.Limits is not null || scenario.Workload.MoveAfterChunks > 0 || scenario.Sampling is not null;
            if (special)
                Report(Codes.DryUserTerms, DryUserKeys.Count,
                    "users who run dry do not go with adversaries, deposits during a run, collateral, limits, users who move on, or sampling");
        }

        void CheckGroups()
        {
            NodeGroup group = scenario.Payments.Groups[0];
            if (group.FreezeThreshold > scenario.Users.Balance)
                Report(Codes.ThresholdAboveBalance, GroupKeys.FreezeThreshold, "the minority's freeze threshold is above the balance");
            if (group.Commit.Kind == CommitRuleKind.Growing && group.Commit.Cap < group.Commit.Threshold)
                Report(Codes.LimitTerms, $"{GroupKeys.Commit}.cap", "the minority's largest batch is below the first");
            if (scenario.Payments.Limits is not null)
                Report(Codes.GroupTerms, GroupKeys.Share, "limits belong to the account, and are the same for all its nodes");
            if (scenario.Cryptography.Mode == CryptographyMode.Real)
                Report(Codes.GroupTerms, GroupKeys.Share, "'cryptography.mode' is real, where all nodes do the same");
            if (group.Commit.Kind == CommitRuleKind.Lottery && scenario.Faults?.Crash is { LosesDisk: true })
                Report(Codes.GroupTerms, GroupKeys.Rule, "a lottery does not run with nodes that lose their disks");
        }

        void CheckMovers()
        {
            if (scenario.Workload.Demand != DemandKind.Poisson || scenario.Workload.NodeBitsPerSecond > 0 || scenario.FastForward)
                Movers("needs Poisson demand of a rate that is the lanes' own, chunk by chunk");
            if (scenario.Users.Selection == NodeSelection.Balanced)
                Movers("goes from node to node, so that no choice keeps them balanced");
            if (scenario.Nodes > MostNodesOfMovers) Movers($"runs with {MostNodesOfMovers} nodes at most");
            if (scenario.Cryptography.Mode == CryptographyMode.Real) Movers("does not run with 'cryptography.mode' real");
            if (scenario.Sampling is not null) Movers("does not run with 'sampling', which asks what a user's first node cannot see");
        }

        void Movers(string what) => Report(Codes.MoveUnsupported, KeyTable.MoveAfter, $"a user who moves on {what}");

        void Report(string code, string path, string message) =>
            sink.Add(code, message, settings.Find(path)?.At ?? fallback);
    }
}
