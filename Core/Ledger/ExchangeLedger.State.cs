using System;
using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <content>The whole state: its hash, and the slow twin of the checks made at every height.</content>
public sealed partial class ExchangeLedger
{
    /// <summary>
    /// BLAKE3 of everything that decides what this ledger will do: replicas that applied the same transactions have the same.
    /// Tables are sorted by their keys. Takes a time in proportion to the state, and allocates.
    /// </summary>
    public Hash256 StateHash()
    {
        LedgerStateHasher hasher = new();
        hasher.Add(_chain);
        hasher.Add(Height);
        foreach (Int128 sum in (ReadOnlySpan<Int128>)[_paidIn, _withdrawn, _fees, _burned, _held, _earningsWithdrawn, _debits, _escrow])
            hasher.Add(sum);
        HashAccounts(hasher);
        HashGrants(hasher);
        HashBooks(hasher);
        HashDisputes(hasher);
        List<SessionUnit> equivocations = [.. _equivocations];
        equivocations.Sort(HashOrder.Units);
        hasher.Add(equivocations.Count);
        foreach (SessionUnit session in equivocations) hasher.Add(session);
        return hasher.Finish();
    }

    /// <summary>Recomputes every sum from the tables and compares.</summary>
    /// <exception cref="InvariantViolationException">A rule is broken.</exception>
    public void Audit()
    {
        Int128 balances = 0, credits = _held, stakes = 0, escrow = 0, lanesPaid = 0, earned = 0;
        foreach (LedgerAccount account in _accounts.Values)
        {
            Invariant.Require(account.Balance >= 0 && account.Free >= 0 && account.Stake >= 0, "ledger: an account is negative");
            Invariant.Require(account.Debt >= 0 && account.FeeOwed >= 0, "ledger: a memo is negative");
            Invariant.Require(account.Balance == 0 || account.Debt == 0, "ledger: an account has balance and debt");
            balances += account.Balance;
            credits += account.Free;
            stakes += account.Stake;
        }

        foreach (EpochBook book in _books.Values)
        {
            foreach (Int128 amount in book.Earned.Values)
            {
                Invariant.Require(amount >= 0, "ledger: a node earned less than nothing");
                credits += amount - FeeOf(amount);
                earned += amount;
            }

            foreach (LaneAccount lane in book.Lanes.Values)
            {
                Invariant.Require(
                    lane.Paid >= Credits.Zero && lane.Paid <= lane.Credited && lane.Credited <= lane.Allowed(lane.Claimed),
                    "ledger: a lane is paid more than it may claim");
                lanesPaid += lane.Paid.Units;
            }
        }

        foreach (OpenDispute dispute in _disputes.Values) escrow += (dispute.Deposit + (dispute.UnitPrice * dispute.Units)).Units;
        foreach (GrantAccount grant in _grants.Values) AuditGrant(grant);
        Invariant.Require(lanesPaid <= earned, "ledger: lanes are paid more than nodes earned");
        Invariant.Require(balances == _balances && credits == _credits, "ledger: running sums differ from the accounts");
        Invariant.Require(stakes == _stakes && escrow == _escrow, "ledger: running sums differ from stakes or disputes");
        AssertConservation();
    }

    private static void AuditGrant(GrantAccount grant)
    {
        Int128 spent = 0;
        foreach (Credits amount in grant.SpentByNode.Values)
        {
            Invariant.Require(
                amount >= Credits.Zero && (grant.Grant.MaxSpendPerNode == Credits.Zero || amount <= grant.Grant.MaxSpendPerNode),
                "ledger: a node is credited more than its cap");
            spent += amount.Units;
        }

        Invariant.Require(spent == grant.Spent.Units && grant.Spent <= grant.Grant.MaxSpend, "ledger: a grant's sum differs from its nodes'");
    }

    private void HashAccounts(LedgerStateHasher hasher)
    {
        hasher.Add(_accounts.Count);
        foreach (PublicKey key in Sorted(_accounts.Keys, HashOrder.Keys))
        {
            LedgerAccount account = _accounts[key];
            hasher.Add(key);
            hasher.Add(account.IsNode ? 1L : 0L);
            hasher.Add(account.Sequence);
            hasher.Add(account.Balances.Due);
            hasher.Add(account.Stakes.Due);
            foreach (Int128 amount in (ReadOnlySpan<Int128>)[account.Balance, account.Debt, account.Free, account.FeeOwed, account.Stake,
                account.Balances.Amount, account.Stakes.Amount])
                hasher.Add(amount);
        }
    }

    private void HashGrants(LedgerStateHasher hasher)
    {
        hasher.Add(_grants.Count);
        foreach (Hash256 id in Sorted(_grants.Keys, HashOrder.Hashes))
        {
            // The id stands for the terms.
            GrantAccount grant = _grants[id];
            hasher.Add(id);
            hasher.Add(grant.Spent);
            hasher.Add(grant.SpentByNode.Count);
            foreach (PublicKey node in Sorted(grant.SpentByNode.Keys, HashOrder.Keys))
            {
                hasher.Add(node);
                hasher.Add(grant.SpentByNode[node]);
            }
        }
    }

    private void HashBooks(LedgerStateHasher hasher)
    {
        hasher.Add(_books.Count);
        foreach ((long epoch, EpochBook book) in _books)
        {
            hasher.Add(epoch);
            hasher.Add(book.Lanes.Count);
            foreach (LaneKey key in Sorted(book.Lanes.Keys, HashOrder.Lanes)) HashLane(hasher, key, book.Lanes[key]);
            hasher.Add(book.Earned.Count);
            foreach (PublicKey node in Sorted(book.Earned.Keys, HashOrder.Keys))
            {
                hasher.Add(node);
                hasher.Add(book.Earned[node]);
            }

            hasher.Add(book.Slashed.Count);
            foreach (SessionUnit unit in Sorted(book.Slashed, HashOrder.Units)) hasher.Add(unit);
        }
    }

    private static void HashLane(LedgerStateHasher hasher, in LaneKey key, LaneAccount lane)
    {
        hasher.Add(key);
        hasher.Add(lane.Claimed);
        hasher.Add(lane.Credited);
        hasher.Add(lane.Paid);
        hasher.Add(lane.Cuts.Length);
        foreach (ref readonly LaneAccount.Cut cut in lane.Cuts)
        {
            hasher.Add(cut.From);
            hasher.Add(cut.To);
            hasher.Add(cut.Session);
            hasher.Add(cut.FirstUnit);
            hasher.Add(cut.LastUnit);
        }
    }

    private void HashDisputes(LedgerStateHasher hasher)
    {
        hasher.Add(_disputes.Count);
        foreach (Hash256 id in Sorted(_disputes.Keys, HashOrder.Hashes))
        {
            // The id stands for the lane and the units.
            OpenDispute dispute = _disputes[id];
            hasher.Add(id);
            hasher.Add(dispute.Poster);
            hasher.Add(dispute.Deposit);
            hasher.Add(dispute.UnitPrice);
            hasher.Add(dispute.Due);
            hasher.Add((long)(dispute.Published >> 1));
            hasher.Add((long)(dispute.Published & 1));
            foreach (Hash256 commitment in dispute.Commitments) hasher.Add(commitment);
        }
    }

    private static List<T> Sorted<T>(IEnumerable<T> keys, Comparer<T> order)
    {
        List<T> sorted = [.. keys];
        sorted.Sort(order);
        return sorted;
    }
}
