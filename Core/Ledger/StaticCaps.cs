using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>Equal shares of what an account had when it was opened; what is deposited later is for the next epoch.</summary>
internal sealed class StaticCaps(StaticCapTerms terms, UserId user, Credits deposits) : AccountLimits(user, deposits)
{
    private readonly Credits _budget = deposits, _share = terms.ShareOf(deposits);

    public override Credits Withdrawable => Deposits - _budget;

    public override LimitView Of(NodeId node) => new(terms.IsAssigned(User, node) ? _share : Credits.Zero, 0, false);

    internal override void Apply(in Redeem redeem, Credits credited) =>
        Invariant.Require(credited <= _share, "ledger: a node was credited more than its cap");

    internal override void Audit()
    {
        Invariant.Require(_share * terms.AssignedNodes <= Credits.Max(Credits.Zero, _budget - terms.Threshold), "ledger: caps exceed the budget");
        Invariant.Require(Deposits >= _budget, "ledger: what the caps share out was withdrawn");
    }
}
