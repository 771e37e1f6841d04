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
        Walk(hasher);
        return hasher.Finish();
    }

    private void Walk(LedgerStateSink sink)
    {
        sink.Add(_chain);
        sink.Add(Height);
        ReadOnlySpan<Int128> sums = [_paidIn, _withdrawn, _fees, _burned, _held, _earningsWithdrawn, _debits, _escrow];
        foreach (Int128 sum in sums) sink.Add(sum);
        WalkAccounts(sink);
        WalkGrants(sink);
        WalkBooks(sink);
        WalkDisputes(sink);
        List<SessionUnit> equivocations = [.. _equivocations];
        equivocations.Sort(HashOrder.Units);
        sink.Add(equivocations.Count);
        foreach (SessionUnit session in equivocations) sink.Add(session);
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

        Invariant.Require(
            spent == grant.Spent.Units && grant.Spent <= grant.Grant.MaxSpend, "ledger: a grant's sum differs from its nodes'");
    }

    private void WalkAccounts(LedgerStateSink sink)
    {
        sink.Add(_accounts.Count);
        foreach (PublicKey key in Sorted(_accounts.Keys, HashOrder.Keys))
        {
            LedgerAccount account = _accounts[key];
            sink.Add(key);
            sink.Add(account.IsNode ? 1L : 0L);
            sink.Add(account.Sequence);
            sink.Add(account.Balances.Due);
            sink.Add(account.Stakes.Due);
            sink.Add(account.Balance);
            sink.Add(account.Debt);
            sink.Add(account.Free);
            sink.Add(account.FeeOwed);
            sink.Add(account.Stake);
            sink.Add(account.Balances.Amount);
            sink.Add(account.Stakes.Amount);
        }
    }

    private void WalkGrants(LedgerStateSink sink)
    {
        sink.Add(_grants.Count);
        foreach (Hash256 id in Sorted(_grants.Keys, HashOrder.Hashes))
        {
            GrantAccount grant = _grants[id];
            sink.Add(id);
            sink.AddTerms(grant.Grant);
            sink.Add(grant.Spent);
            sink.Add(grant.SpentByNode.Count);
            foreach (PublicKey node in Sorted(grant.SpentByNode.Keys, HashOrder.Keys))
            {
                sink.Add(node);
                sink.Add(grant.SpentByNode[node]);
            }
        }
    }

    private void WalkBooks(LedgerStateSink sink)
    {
        sink.Add(_books.Count);
        foreach ((long epoch, EpochBook book) in _books)
        {
            sink.Add(epoch);
            sink.Add(book.Lanes.Count);
            foreach (LaneKey key in Sorted(book.Lanes.Keys, HashOrder.Lanes)) WalkLane(sink, key, book.Lanes[key]);
            sink.Add(book.Earned.Count);
            foreach (PublicKey node in Sorted(book.Earned.Keys, HashOrder.Keys))
            {
                sink.Add(node);
                sink.Add(book.Earned[node]);
            }

            sink.Add(book.Slashed.Count);
            foreach (SessionUnit unit in Sorted(book.Slashed, HashOrder.Units)) sink.Add(unit);
        }
    }

    private static void WalkLane(LedgerStateSink sink, in LaneKey key, LaneAccount lane)
    {
        sink.Add(key);
        sink.Add(lane.Claimed);
        sink.Add(lane.Credited);
        sink.Add(lane.Paid);
        sink.Add(lane.Cuts.Length);
        foreach (ref readonly LaneAccount.Cut cut in lane.Cuts)
        {
            sink.Add(cut.From);
            sink.Add(cut.To);
            sink.Add(cut.Session);
            sink.Add(cut.FirstUnit);
            sink.Add(cut.LastUnit);
        }
    }

    private void WalkDisputes(LedgerStateSink sink)
    {
        sink.Add(_disputes.Count);
        foreach (Hash256 id in Sorted(_disputes.Keys, HashOrder.Hashes))
        {
            OpenDispute dispute = _disputes[id];
            sink.Add(id);
            sink.AddTerms(dispute);
            sink.Add(dispute.Poster);
            sink.Add(dispute.Deposit);
            sink.Add(dispute.UnitPrice);
            sink.Add(dispute.Due);
            sink.Add((long)(dispute.Published >> 1));
            sink.Add((long)(dispute.Published & 1));
            foreach (Hash256 commitment in dispute.Commitments) sink.Add(commitment);
        }
    }

    private static List<T> Sorted<T>(IEnumerable<T> keys, Comparer<T> order)
    {
        List<T> sorted = [.. keys];
        sorted.Sort(order);
        return sorted;
    }
}
