using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Planning;

/// <summary>What must hold of adversaries, deposits and settlement.</summary>
internal static class AdversaryChecks
{
    public static void Run(Scenario scenario, ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
    {
        if (!scenario.MovesMoney) return;
        string what = scenario.Adversary is not null ? AdversaryKeys.Kind
            : scenario.Users.TopUp is not null ? AdversaryKeys.TopUpAmount
            : AdversaryKeys.Settlement;
        if (scenario.Faults is not null) Unsupported(what, $"'{what}' needs a network without faults", "leave the faults out");
        if (scenario.Cryptography.Mode == CryptographyMode.Real)
            Unsupported(what, $"'{what}' needs modelled cryptography", "use cryptography.mode: modelled");
        bool moves = scenario.Workload.MoveAfterChunks > 0;
        if (moves && what != AdversaryKeys.Settlement)
            Unsupported(what, $"'{what}' needs users who stay with their nodes", "leave workload.move_after out");
        if (scenario.Users.TopUp is not null) CheckTopUp();
        if (scenario.Adversary is { } adversary) CheckAdversary(adversary);

        void CheckTopUp()
        {
            if (scenario.Payments.Limits is not null)
                Unsupported(AdversaryKeys.TopUpAmount, "accounts with limits take no deposits during a run", "use payments.freeze_rule: own-pending");
            if (scenario.Adversary is not null)
                Unsupported(AdversaryKeys.TopUpAmount, "adversaries deposit nothing during a run", "leave users.top_up out");
            if (scenario.Payments.UnfreezeThreshold is { } enough && enough < scenario.Payments.FreezeThreshold + scenario.Payments.Price)
            {
                Wrong(AdversaryKeys.Unfreeze, $"what unfreezes an account ({Text(AdversaryKeys.Unfreeze)}) does not let one chunk be served above the "
                    + $"freeze threshold ({Text("payments.freeze_threshold")})");
            }
        }

        void CheckAdversary(AdversarySpec spec)
        {
            if (spec.Nodes > scenario.Users.ServingNodes)
                Wrong(AdversaryKeys.Nodes, $"{spec.Nodes} hostile nodes, but {scenario.Users.ServingNodes} serve an account");
            if (spec.Kind == AdversaryKind.Collusion && scenario.Users.ServingNodes >= scenario.Nodes)
                Wrong(AdversaryKeys.Kind, "every node serves each account: none is left to claim without serving");
            if (spec.Kind is AdversaryKind.Vanish or AdversaryKind.Withdraw or AdversaryKind.Collusion && spec.After >= scenario.Duration)
                Wrong(AdversaryKeys.After, $"the adversary begins after {Text(AdversaryKeys.After)}, when the duration ({Text("duration")}) is over");
            if (spec.Kind == AdversaryKind.LowThreshold && spec.Threshold >= scenario.Payments.FreezeThreshold)
            {
                Wrong(AdversaryKeys.Threshold, $"a threshold of {Text(AdversaryKeys.Threshold)} is not below that of the other nodes "
                    + $"({Text("payments.freeze_threshold")})");
            }

            if (scenario.Payments.Groups.Count > 0)
                Unsupported(AdversaryKeys.Kind, "an adversary's nodes are told from nodes that all do the same", "leave payments.minority out");
            if (scenario.Users.Collateral > Credits.Zero)
                Unsupported(AdversaryKeys.Kind, "what an adversary gains leaves out what it loses of its collateral", "leave users.collateral out");
            bool hints = spec.Kind is AdversaryKind.WithheldHints or AdversaryKind.ForgedHints;
            if (hints && scenario.Payments.Commit.Kind != CommitRuleKind.ProportionalHints)
                Wrong(AdversaryKeys.Kind, $"nodes that commit by {Text(KeyTable.Rule)} send no hints that could be withheld or forged");
            if (scenario.Payments.Commit.Kind == CommitRuleKind.Lottery)
                Unsupported(KeyTable.Rule, "what an adversary gains is counted in chunks, and tickets of a lottery are not", "use another rule");
        }

        string Text(string path) => settings[path].Text;

        void Wrong(string path, string message) => sink.Add(Codes.AdversaryTerms, message, settings.Find(path)?.At ?? fallback);

        void Unsupported(string path, string message, string help) =>
            sink.Add(Codes.AdversaryUnsupported, message, settings.Find(path)?.At ?? fallback, help: help);
    }
}
