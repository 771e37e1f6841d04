using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>
/// What one node believes of one payer, in the letters of the model: S paid, s submitted, v visible, L the ledger's balance.
/// </summary>
public struct PayerAccount
{
    /// <summary>S: cumulative value of the tickets held.</summary>
    public Credits Paid { get; private set; }

    /// <summary>s: cumulative value submitted to the ledger.</summary>
    public Credits Submitted { get; private set; }

    /// <summary>v: cumulative value of this node's own claims that its ledger view shows.</summary>
    public Credits Visible { get; private set; }

    /// <summary>L: the payer's signed balance in this node's ledger view.</summary>
    public Credits LedgerBalance { get; private set; }

    /// <summary>Value that verified hints say is paid to other nodes and that the view does not show yet.</summary>
    public Credits HintedPending { get; private set; }

    /// <summary>u = S - s.</summary>
    public readonly Credits Uncommitted => Paid - Submitted;

    /// <summary>p = S - v: uncommitted and in flight.</summary>
    public readonly Credits OwnPending => Paid - Visible;

    /// <summary>A = L - p, less what hints tell of others.</summary>
    public readonly Credits Available => LedgerBalance - OwnPending - HintedPending;

    /// <summary>
    /// The node's ledger view starts: balance after all claims so far, of which <paramref name="ownClaim"/> is its own.
    /// </summary>
    public void OpenView(Credits balance, Credits ownClaim)
    {
        LedgerBalance = balance;
        Visible = ownClaim;
        // A node that comes back after a restart has at least what the ledger shows it claimed.
        Paid = Credits.Max(Paid, ownClaim);
        Submitted = Credits.Max(Submitted, ownClaim);
    }

    public void TakePayment(Credits amount)
    {
        Invariant.Require(amount > Credits.Zero, "payment: amount is not positive");
        Paid += amount;
    }

    public void Submit()
    {
        Invariant.Require(Paid > Submitted, "submit: nothing is uncommitted");
        Submitted = Paid;
    }

    /// <summary>
    /// A claim became visible that took <paramref name="amount"/>; <paramref name="own"/> says whether it is this node's.
    /// </summary>
    public void SeeClaim(Credits amount, bool own)
    {
        LedgerBalance -= amount;
        if (!own) return;
        Visible += amount;
        Invariant.Require(Visible <= Submitted, "view: more is visible than was submitted");
    }

    public void ChangeHintedPending(Credits by)
    {
        HintedPending += by;
        Invariant.Require(HintedPending >= Credits.Zero, "hints: pending is negative");
    }
}
