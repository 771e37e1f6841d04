using System;
using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>A payer's account, as the node's actor knows it.</summary>
internal sealed class PayerEntry(UserId user, PublicKey key)
{
    private readonly List<NodeLaneBook?> _lanes = [];

    public UserId User { get; } = user;

    public PublicKey Key { get; } = key;

    /// <summary>By their number with the actor; null where a lane was forgotten.</summary>
    public IReadOnlyList<NodeLaneBook?> Lanes => _lanes;

    /// <summary>The lowest number that no lane has.</summary>
    public int FreeNumber
    {
        get
        {
            int free = _lanes.IndexOf(null);
            return free >= 0 ? free : _lanes.Count;
        }
    }

    public void Add(NodeLaneBook lane)
    {
        if (lane.Number == _lanes.Count) _lanes.Add(lane);
        else _lanes[lane.Number] = lane;
    }

    public void Forget(NodeLaneBook lane) => _lanes[lane.Number] = null;
}

/// <summary>A grant that was shown and checked, and what was served under it here.</summary>
internal sealed class GrantBook(in SignedGrant signed, PayerEntry payer)
{
    public readonly SignedGrant Signed = signed;

    public Hash256 Id { get; } = signed.Grant.Id();

    public PayerEntry Payer { get; } = payer;

    /// <summary>How many lanes of it are kept.</summary>
    public int Lanes { get; set; }

    /// <summary>What all its lanes here have cost.</summary>
    public Credits Paid { get; set; }

    /// <summary>What was promised to open sessions and is not paid.</summary>
    public Credits Promised { get; set; }

    /// <summary>What the ledger shows that other nodes were credited under it.</summary>
    public Credits SpentElsewhere { get; set; }

    /// <summary>Whether it has a share of this node, which is nobody else's.</summary>
    public bool IsCapped => Signed.Grant.MaxSpendPerNode > Credits.Zero;

    /// <summary>
    /// What this node may still promise: the static share of a node if the grant has one, which no staleness can make too much; else
    /// what is left of the whole as far as the ledger's view goes.
    /// </summary>
    public Credits Left
    {
        get
        {
            Grant grant = Signed.Grant;
            Credits whole = grant.MaxSpend - Credits.Min(grant.MaxSpend, SpentElsewhere);
            Credits cap = IsCapped ? Credits.Min(grant.MaxSpendPerNode, grant.MaxSpend) : whole;
            return cap - Credits.Min(cap, Paid + Promised);
        }
    }

    public void Promise(Credits amount)
    {
        Invariant.Require(amount <= Left || Planted.Is(ProtocolBug.GrantCapPerLane), "I11: more is promised than a grant bears");
        Promised += amount;
    }
}

/// <summary>A lane over all its sessions: what must survive them.</summary>
internal sealed class NodeLaneBook(LaneKey key, GrantBook grant, ushort number)
{
    public LaneKey Key { get; } = key;

    public GrantBook Grant { get; } = grant;

    /// <summary>Its number with the actor, among all lanes of its payer.</summary>
    public ushort Number { get; } = number;

    /// <summary>The best ticket.</summary>
    public LaneTicket Held { get; private set; }

    public Credits Cumulative => Held.Cumulative;

    /// <summary>What was last submitted to the ledger.</summary>
    public Credits Submitted { get; set; }

    /// <summary>What the ledger shows as final.</summary>
    public Credits Settled { get; set; }

    /// <summary>The session of the last anchor.</summary>
    public NodeSession? LastSession { get; set; }

    /// <summary>The session that is served now.</summary>
    public NodeConnection? Live { get; set; }

    /// <summary>Takes a checked ticket in place of the best one before, which it is worth at least.</summary>
    public void Hold(in LaneTicket ticket)
    {
        LaneKey of = ticket.Kind == HeldTicket.Final ? ticket.Final.LaneKey : ticket.Anchor.Anchor.LaneKey;
        bool unbound = Planted.Is(ProtocolBug.AnchorOfAnyNode) || Planted.Is(ProtocolBug.AnchorOfAnyGrant);
        Invariant.Require(of == Key || unbound, "I10: a ticket of another lane is held");
        bool resets = Planted.Is(ProtocolBug.BaseResetOnResume);
        Invariant.Require(ticket.Cumulative >= Cumulative || resets, "I8, I12: a ticket that is worth less takes a lane's place");
        Grant.Paid += ticket.Cumulative - Cumulative;
        Held = ticket;
    }
}

/// <summary>One ticket chain of a session, and how far it is paid.</summary>
internal struct NodeChain
{
    public SignedAnchor Signed;

    /// <summary>The best ticket of this chain: its head before any.</summary>
    public long Unit;
    public Hash256 Ticket;
}

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
