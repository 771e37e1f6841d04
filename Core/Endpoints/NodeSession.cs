using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>
/// What a node keeps of a session as long as keys may be asked for: enough to check a ticket of its last chains, whose units are all
/// that an honest client can still lack a key of.
/// </summary>
internal sealed class NodeSession(in Hash256 id, NodeLaneBook lane)
{
    /// <summary>The chain in use, the one after it, and the one before.</summary>
    private const int KeptChains = 3;

    private readonly NodeChain[] _chains = new NodeChain[KeptChains];
    private int _first, _count;

    public Hash256 Id { get; } = id;

    public NodeLaneBook Lane { get; } = lane;

    public Hash256 TicketKey { get; } = TicketChain.KeyOf(id, lane.Key.Lane);

    /// <summary>The last unit paid, and the last whose ticket is in the durable log.</summary>
    public long PaidUnit { get; set; }

    public long DurableUnit { get; set; }

    /// <summary>
    /// The last unit that was sent, or may have been. What was sent before a restart is not in the log, nor perhaps the payments that
    /// let it be sent: the anchors bound it.
    /// </summary>
    public long SentUnit { get; set; }

    /// <summary>The chains that are kept, oldest first.</summary>
    public ReadOnlySpan<NodeChain> Chains
    {
        get
        {
            if (_first + _count > KeptChains)
            {
                // The ring is turned to its beginning: asked for when the log is made anew, seldom.
                NodeChain[] turned = [.. _chains[_first..], .. _chains[.._first]];
                turned.CopyTo(_chains, 0);
                _first = 0;
            }

            return _chains.AsSpan(_first, _count);
        }
    }

    public bool IsAnchored => _count > 0;

    /// <summary>The last anchor; there is one.</summary>
    public ref NodeChain Last => ref _chains[(_first + _count - 1) % KeptChains];

    /// <summary>Units that anchors cover.</summary>
    public long Anchored => _count == 0 ? 0 : Last.Signed.Anchor.End;

    /// <summary>Whether a further chain can be kept without forgetting one that is not paid.</summary>
    public bool HasRoom => _count < KeptChains || PaidUnit >= _chains[_first].Signed.Anchor.End;

    public void Add(in SignedAnchor anchor)
    {
        Invariant.Require(HasRoom, "session: an unpaid chain would be forgotten");
        if (_count == KeptChains)
        {
            _first = (_first + 1) % KeptChains;
            _count--;
        }

        _count++;
        Last = new NodeChain { Signed = anchor, Unit = anchor.Anchor.Start, Ticket = anchor.Anchor.Head };
    }

    /// <summary>The chain that pays for a unit; null if none is kept.</summary>
    public ref NodeChain Of(long unit)
    {
        for (int i = 0; i < _count; i++)
        {
            ref NodeChain chain = ref _chains[(_first + i) % KeptChains];
            if (unit > chain.Signed.Anchor.Start && unit <= chain.Signed.Anchor.End) return ref chain;
        }

        return ref System.Runtime.CompilerServices.Unsafe.NullRef<NodeChain>();
    }

    /// <summary>Forgets what a restart forgets.</summary>
    public void Recovered()
    {
        DurableUnit = PaidUnit;
        SentUnit = Anchored;
    }
}
