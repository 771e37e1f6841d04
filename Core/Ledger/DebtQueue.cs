using System;
using System.Collections.Generic;

namespace Fleek.Core.Ledger;

/// <summary>What one account owes, in the order in which it came to owe it.</summary>
internal sealed class DebtQueue
{
    private readonly LinkedList<(int Claim, Int128 Amount)> _debts = [];

    /// <param name="claim">Index of the node's claim.</param>
    public void Add(int claim, Int128 amount)
    {
        if (_debts.Last is { } last && last.Value.Claim == claim) last.Value = (claim, last.Value.Amount + amount);
        else _debts.AddLast((claim, amount));
    }

    /// <summary>Takes up to <paramref name="amount"/> from the oldest debt, if there is one: whose it is, and how much of it.</summary>
    public (int Claim, Int128 Amount) Take(Int128 amount)
    {
        (int claim, Int128 owed) = _debts.First!.Value;
        if (amount < owed)
        {
            _debts.First.Value = (claim, owed - amount);
            return (claim, amount);
        }

        _debts.RemoveFirst();
        return (claim, owed);
    }

    public Int128 Sum()
    {
        Int128 sum = 0;
        foreach ((int _, Int128 amount) in _debts) sum += amount;
        return sum;
    }
}
