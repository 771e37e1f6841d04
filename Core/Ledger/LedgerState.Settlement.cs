using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <content>Who is paid, when, and out of what.</content>
public sealed partial class LedgerState
{
    /// <summary>Deposits that went to cure debts.</summary>
    public Int128 CuredDebt { get; private set; }

    /// <summary>Ends an epoch of an account: its claims are paid, each the same share where not all can be. Not an entry of the log.</summary>
    public void EndEpoch(UserId user)
    {
        ref Account account = ref AccountOf(user);
        if (account.Unsettled == 0) return;
        Int128[] claims = new Int128[account.ClaimCount];
        for (int i = 0; i < claims.Length; i++) claims[i] = account.Claims![i].Unsettled;
        Int128[] parts = Shares(account, Int128.Min(account.Unsettled, account.Balance + account.Collateral), claims);
        for (int i = 0; i < claims.Length; i++)
        {
            ref Claim claim = ref account.Claims![i];
            Credit(ref account, claim.Node, parts[i]);
            claim.Owed += claims[i] - parts[i];
            account.Debt += claims[i] - parts[i];
            claim.Unsettled = 0;
        }

        account.Unsettled = 0;
        Invariant.Require(account.Limits is null || account.Debt == 0, "ledger: an account with limits has debt");
        AssertConservation();
    }

    /// <summary>First come, first paid: as far as balance and collateral go; the rest is owed.</summary>
    private void Pay(ref Account account, int index, Int128 amount)
    {
        ref Claim claim = ref account.Claims![index];
        Int128 paid = Int128.Min(amount, account.Balance + account.Collateral), owed = amount - paid;
        Credit(ref account, claim.Node, paid);
        if (owed == 0) return;
        claim.Owed += owed;
        account.Debt += owed;
        (account.Queue ??= new DebtQueue()).Add(index, owed);
    }

    /// <summary>Pro rata: the end of the epoch pays it.</summary>
    private static void Await(ref Account account, int index, Int128 amount)
    {
        account.Claims![index].Unsettled += amount;
        account.Unsettled += amount;
    }

    /// <summary>Pays what is owed, out of a balance that has at least that.</summary>
    private void Cure(ref Account account, Int128 amount)
    {
        if (_rules.Settlement == SettlementRule.FirstCome)
        {
            for (Int128 left = amount; left > 0;)
            {
                (int index, Int128 part) = account.Queue!.Take(left);
                CurePart(ref account, index, part);
                left -= part;
            }
        }
        else
        {
            Int128[] owed = new Int128[account.ClaimCount];
            for (int i = 0; i < owed.Length; i++) owed[i] = account.Claims![i].Owed;
            Int128[] parts = Shares(account, amount, owed);
            for (int i = 0; i < parts.Length; i++) CurePart(ref account, i, parts[i]);
        }

        CuredDebt += amount;
    }

    private void CurePart(ref Account account, int index, Int128 amount)
    {
        account.Claims![index].Owed -= amount;
        account.Debt -= amount;
        Credit(ref account, account.Claims[index].Node, amount);
    }

    private static Int128[] Shares(in Account account, Int128 amount, Int128[] claims)
    {
        int[] nodes = new int[claims.Length];
        for (int i = 0; i < nodes.Length; i++) nodes[i] = account.Claims![i].Node.Value;
        Int128[] parts = new Int128[claims.Length];
        ProRata.Share(amount, claims, nodes, parts);
        return parts;
    }
}
