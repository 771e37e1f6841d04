using CsCheck;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class PayerAccountTests
{
    [Fact]
    public void Payment_submission_and_visibility_move_one_quantity_each()
    {
        PayerAccount a = default;
        a.OpenView(new(100), Credits.Zero);
        a.TakePayment(new(7));
        Assert.Equal((7, 7, 93), Shown(a));
        a.TakePayment(new(3));
        a.Submit();
        Assert.Equal((0, 10, 90), Shown(a));
        a.TakePayment(new(5));
        a.SeeClaim(new(20), own: false);
        Assert.Equal((5, 15, 65), Shown(a));
        a.SeeClaim(new(10), own: true);
        Assert.Equal((5, 5, 65), Shown(a));
        a.ChangeHintedPending(new(8));
        Assert.Equal((5, 5, 57), Shown(a));
        a.ChangeHintedPending(new(-8));
        Assert.Equal((5, 5, 65), Shown(a));
    }

    /// <summary>
    /// A commit changes where money is, not how much is left: neither submitting nor seeing it moves the available
    /// amount.
    /// </summary>
    [Fact]
    public void Submitting_and_seeing_ones_own_claims_leaves_the_available_amount_alone() =>
        Gen.Int[0, 2].Array[0, 100].Sample(moves =>
        {
            PayerAccount a = default;
            a.OpenView(new(1000), Credits.Zero);
            foreach (int move in moves)
            {
                Credits before = a.Available;
                switch (move)
                {
                    case 0:
                        a.TakePayment(new(3));
                        Assert.Equal(before - new Credits(3), a.Available);
                        break;
                    case 1 when a.Uncommitted > Credits.Zero:
                        a.Submit();
                        Assert.Equal(before, a.Available);
                        break;
                    case 2 when a.Submitted > a.Visible:
                        a.SeeClaim(a.Submitted - a.Visible, own: true);
                        Assert.Equal(before, a.Available);
                        break;
                }

                Assert.True(a.Visible <= a.Submitted && a.Submitted <= a.Paid);
            }
        });

    [Fact]
    public void A_view_that_opens_after_a_restart_shows_at_least_what_was_claimed()
    {
        PayerAccount a = default;
        a.OpenView(new(70), new(30));
        Assert.Equal((30, 30, 30, 70), (a.Paid.Units, a.Submitted.Units, a.Visible.Units, a.Available.Units));
    }

    [Fact]
    public void What_cannot_be_breaks_an_invariant()
    {
        PayerAccount a = default;
        Assert.Throws<InvariantViolationException>(() => a.TakePayment(Credits.Zero));
        Assert.Throws<InvariantViolationException>(() => a.TakePayment(new(-1)));
        Assert.Throws<InvariantViolationException>(() => a.Submit());
        Assert.Throws<InvariantViolationException>(() => a.SeeClaim(new(1), own: true));
        Assert.Throws<InvariantViolationException>(() => a.ChangeHintedPending(new(-1)));
    }

    private static (long Uncommitted, long OwnPending, long Available) Shown(in PayerAccount a) =>
        (a.Uncommitted.Units, a.OwnPending.Units, a.Available.Units);
}
