using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>
/// Delayed payout with clawback: what a node earned is paid out a while later, unless the node was found out meanwhile; then what is still
/// waiting goes back to the payers. Always: earned = paid + returned + waiting.
/// </summary>
/// <param name="delay">From earning to payout.</param>
public sealed class PayoutBook(Duration delay)
{
    private readonly Dictionary<int, Queue<(Instant At, Credits Amount)>> _waiting = [];
    private readonly Dictionary<int, Credits> _paid = [];
    private readonly PriorityQueue<int, (long At, int Node)> _due = new();

    public Int128 Earned { get; private set; }

    public Int128 Paid { get; private set; }

    /// <summary>To the payers.</summary>
    public Int128 Returned { get; private set; }

    public Int128 Waiting { get; private set; }

    /// <summary>A node earned an amount now. Time does not go back.</summary>
    public void Earn(Instant now, NodeId node, Credits amount)
    {
        Invariant.Require(amount >= Credits.Zero, "payout: a negative amount");
        Pay(now);
        if (!_waiting.TryGetValue(node.Value, out Queue<(Instant, Credits)>? queue)) _waiting.Add(node.Value, queue = new());
        queue.Enqueue((now, amount));
        _due.Enqueue(node.Value, (now.Nanoseconds, node.Value));
        Earned += amount.Units;
        Waiting += amount.Units;
        Pay(now);
    }

    /// <summary>Pays out what has waited long enough.</summary>
    public void Pay(Instant now)
    {
        while (_due.TryPeek(out int node, out (long At, int Node) first) && new Instant(first.At) + delay <= now)
        {
            _due.Dequeue();
            Queue<(Instant At, Credits Amount)> queue = _waiting[node];
            // What was clawed back has left the queue: its turn comes and finds it gone.
            if (!queue.TryPeek(out (Instant At, Credits Amount) entry) || entry.At.Nanoseconds != first.At) continue;
            queue.Dequeue();
            Waiting -= entry.Amount.Units;
            Paid += entry.Amount.Units;
            _paid[node] = PaidTo(new NodeId(node)) + entry.Amount;
        }

        Invariant.Require(Earned == Paid + Returned + Waiting, "payout: money was made or lost");
    }

    /// <summary>The node was found out: what it waits for is not paid.</summary>
    /// <returns>What goes back.</returns>
    public Credits ClawBack(Instant now, NodeId node)
    {
        Pay(now);
        Credits back = Credits.Zero;
        if (!_waiting.TryGetValue(node.Value, out Queue<(Instant At, Credits Amount)>? queue)) return back;
        foreach ((Instant _, Credits amount) in queue) back += amount;
        queue.Clear();
        Waiting -= back.Units;
        Returned += back.Units;
        return back;
    }

    public Credits PaidTo(NodeId node) => _paid.GetValueOrDefault(node.Value);
}
