using System;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// The leases of one account. Each node has a cumulative lease C, and its limit is C or, if it is assigned, the start-up credit if
/// that is more. All C together never exceed deposits less threshold.
/// </summary>
internal sealed class Leases(LeaseTerms terms, UserId user, Credits deposits) : AccountLimits(user, deposits)
{
    private struct Line
    {
        public NodeId Node { get; init; }

        /// <summary>c0, or zero for a node that is not assigned.</summary>
        public Credits Bootstrap { get; init; }

        /// <summary>C: leased in all, what is spent of it included.</summary>
        public Credits Leased { get; set; }

        public Credits Credited { get; set; }

        public int Releases { get; set; }
    }

    private Line[] _lines = new Line[4];
    private int _count;
    private Credits _leased;

    /// <summary>What can still be leased.</summary>
    private Credits Free => Deposits - terms.Threshold - _leased;

    /// <summary>Nothing of what is leased, and nothing of the threshold, which covers start-up credit.</summary>
    public override Credits Withdrawable => Credits.Max(Credits.Zero, Free);

    public override LimitView Of(NodeId node)
    {
        for (int i = 0; i < _count; i++)
            if (_lines[i].Node == node) return ViewOf(_lines[i]);
        return ViewOf(NewLine(node));
    }

    internal override void Apply(in Redeem redeem, Credits credited)
    {
        ref Line line = ref LineOf(redeem.Node);
        Invariant.Require(credited <= ViewOf(line).Limit, "ledger: a node was credited more than its limit");
        line.Credited = credited;
        switch (redeem.Request)
        {
            case LimitRequest.Renew when line.Leased - credited <= terms.Reserve:
                Lease(ref line, Credits.Max(Credits.Zero, Credits.Min(terms.Quota, Free)));
                break;
            case LimitRequest.Release when redeem.ReleaseNumber > line.Releases:
                // A node that gives up says what it will claim at most. It is owed what it was credited before, whatever it says.
                line.Releases = redeem.ReleaseNumber;
                Credits kept = Credits.Max(redeem.Cumulative, credited);
                Lease(ref line, Credits.Min(Credits.Zero, kept - line.Leased));
                break;
        }

        Invariant.Require(_leased == Credits.Zero || Free >= Credits.Zero, "ledger: more is leased than there is above the threshold");
    }

    internal override void Audit()
    {
        Credits leased = Credits.Zero, limits = Credits.Zero;
        for (int i = 0; i < _count; i++)
        {
            ref readonly Line line = ref _lines[i];
            Invariant.Require(line.Credited <= ViewOf(line).Limit, "ledger: a node was credited more than its limit");
            leased += line.Leased;
            limits += ViewOf(line).Limit;
        }

        Invariant.Require(leased == _leased, "ledger: the sum of leases differs from the leases");
        Invariant.Require(leased == Credits.Zero || Free >= Credits.Zero, "ledger: more is leased than there is above the threshold");
        Invariant.Require(limits <= Deposits, "ledger: limits exceed deposits");
    }

    private void Lease(ref Line line, Credits amount)
    {
        line.Leased += amount;
        _leased += amount;
    }

    /// <summary>Start-up credit needs an account that holds what covers it.</summary>
    private LimitView ViewOf(in Line line) =>
        new(Deposits >= terms.Threshold ? Credits.Max(line.Leased, line.Bootstrap) : line.Leased, line.Releases, Free > Credits.Zero);

    private Line NewLine(NodeId node) =>
        new() { Node = node, Bootstrap = terms.IsAssigned(User, node) ? terms.Bootstrap : Credits.Zero };

    private ref Line LineOf(NodeId node)
    {
        for (int i = 0; i < _count; i++)
            if (_lines[i].Node == node) return ref _lines[i];
        if (_count == _lines.Length) Array.Resize(ref _lines, _count * 2);
        _lines[_count] = NewLine(node);
        return ref _lines[_count++];
    }
}
