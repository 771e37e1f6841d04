using Fleek.Core.Payments;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Planning;

/// <summary>What must hold of accounts with limits (<see cref="LimitTerms"/>), and of rules that not every scenario can run.</summary>
internal static class LimitChecks
{
    public static void Run(Scenario scenario, ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
    {
        CommitRule commit = scenario.Payments.Commit;
        if (commit.Kind == CommitRuleKind.Growing && commit.Cap < commit.Threshold)
            Report(Codes.LimitTerms, "payments.commit.cap", $"the largest batch ({Text("payments.commit.cap")}) is below the first");
        bool real = scenario.Cryptography.Mode == CryptographyMode.Real, losesDisk = scenario.Faults?.Crash is { LosesDisk: true };
        if (commit.Kind == CommitRuleKind.Lottery && (real || losesDisk))
        {
            Report(Codes.LeaseUnsupported, KeyTable.Rule,
                "a lottery runs neither with 'cryptography.mode' real nor with nodes that lose their disks");
        }

        if (scenario.Payments.Limits is not { } limits) return;
        if (limits.AssignedNodes > scenario.Nodes)
        {
            Report(Codes.LimitTerms, limits is LeaseTerms ? LimitKeys.BootstrapNodes : LimitKeys.CapNodes,
                $"{limits.AssignedNodes} nodes are assigned to each account, but the network has {scenario.Nodes}");
        }

        if (real)
            Report(Codes.LeaseUnsupported, LimitKeys.FreezeRule, "'cryptography.mode' is real, which knows no limits of accounts");
        if (commit.Kind == CommitRuleKind.Lottery)
            Report(Codes.LeaseUnsupported, KeyTable.Rule, "a ticket that wins is worth more than its chunk, so that limits of accounts do not hold");
        if (limits is not LeaseTerms lease) return;
        if (losesDisk)
            Report(Codes.LeaseUnsupported, LimitKeys.FreezeRule, "a node that loses its disk forgets which leases it gave back");
        if (lease.Bootstrap > lease.Quota)
        {
            Report(Codes.LimitTerms, LimitKeys.Bootstrap,
                $"the start-up credit ({Text(LimitKeys.Bootstrap)}) is more than a lease ({Text(LimitKeys.Quota)})");
        }
        else if (!lease.CoversBootstrap)
        {
            Report(Codes.LimitTerms, LimitKeys.Bootstrap,
                $"{lease.AssignedNodes} start-up credits of {Text(LimitKeys.Bootstrap)} exceed the freeze threshold "
                    + $"({Text("payments.freeze_threshold")}), which covers them");
        }

        if (!lease.Suits(scenario.Payments.Price))
            Report(Codes.LimitTerms, LimitKeys.Reserve, $"a reserve of {Text(LimitKeys.Reserve)} needs leases of whole chunks");

        string Text(string path) => settings[path].Text;

        void Report(string code, string path, string message) =>
            sink.Add(code, message, settings.Find(path)?.At ?? fallback);
    }
}
