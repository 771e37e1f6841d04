using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Theory;

/// <summary>What <see cref="AdversaryLaw"/> and the limits of accounts say that the adversary of a scenario gains.</summary>
internal static class AdversaryCurve
{
    /// <summary>In chunk prices; null where nothing is known.</summary>
    /// <param name="hidden">x: what one node hides from the others in the mean, in chunk prices; null where that is not known.</param>
    public static double? Gain(Scenario scenario, AdversarySpec adversary, double? hidden)
    {
        Credits price = scenario.Payments.Price;
        if (scenario.Payments.Limits is { } limits) return WithLimits(adversary, limits, scenario.Users.Balance, price);
        if (scenario.Payments.FreezeRule != FreezeRuleKind.OwnPending) return null;
        if (adversary.Kind == AdversaryKind.Collusion) return adversary.Grant.In(price);
        if (hidden is not { } x) return null;
        double balance = scenario.Users.Balance.In(price), freeze = scenario.Payments.FreezeThreshold.In(price);
        int nodes = scenario.Users.ServingNodes;
        bool isAskedForAll = scenario.Workload.RatePerSecond * scenario.Duration.Seconds > balance - freeze;
        return adversary.Kind switch
        {
            AdversaryKind.AllNodes or AdversaryKind.Identities => AdversaryLaw.OvershootOfNodes(freeze, nodes, x),
            AdversaryKind.Withdraw when adversary.WithdrawalDelay >= scenario.Ledger.Lag => 0,
            // What was submitted a lag before the payment is final with it.
            AdversaryKind.Withdraw => AdversaryLaw.LossToWithdrawal(
                nodes, x - (scenario.Workload.RatePerSecond * adversary.WithdrawalDelay.Seconds)),
            AdversaryKind.Eclipse when isAskedForAll =>
                Math.Max(0, -AdversaryLaw.FinalWithEclipsedNodes(balance, freeze, nodes, x, adversary.Nodes)),
            _ => null,
        };
    }

    /// <summary>T4 and T5: nothing beyond the limits, of which a node that claims for nothing has its own.</summary>
    private static double? WithLimits(AdversarySpec adversary, LimitTerms limits, Credits balance, Credits price) => adversary.Kind switch
    {
        AdversaryKind.Collusion => limits is StaticCapTerms { AssignedNodes: var assigned } caps && assigned == caps.NetworkNodes
            ? Credits.Min(adversary.Grant, caps.ShareOf(balance)).In(price)
            : limits is LeaseTerms ? Credits.Min(adversary.Grant, balance - limits.Threshold).In(price) : null,
        AdversaryKind.None or AdversaryKind.AllNodes or AdversaryKind.Identities or AdversaryKind.Withdraw or AdversaryKind.Eclipse => 0,
        _ => null,
    };
}
