using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>What survives a restart, and what is given up when nobody can ask for it any more.</summary>
public sealed partial class NodeEndpoint
{
    /// <summary>Of grants, while a log is read: a way stands before the anchors.</summary>
    private readonly Dictionary<Hash256, ClaimPath> _restoredPaths = [];

    /// <summary>
    /// Reads the log of an earlier run into a new endpoint, before anything else happens to it. All tickets are submitted again, which is
    /// harmless for those that the ledger knows. Returns how many bytes of the log are good: writing goes on behind them.
    /// </summary>
    /// <param name="epoch">That the ledger's view is in.</param>
    public int Restore(Instant now, long epoch, ReadOnlySpan<byte> log, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Invariant.Require(_payerOf.Count == 0, "node: restored after it began");
        Epoch = epoch;
        NodeRecordReader reader = new(log);
        while (reader.TryNext(out NodeRecord record)) Restore(record);
        _restoredPaths.Clear();
        foreach (NodeSession session in _sessions.Values) session.Recovered();
        foreach (PayerEntry payer in _payerOf.Values)
        {
            Credits paid = Credits.Zero;
            foreach (NodeLaneBook? lane in payer.Lanes) paid += lane?.Cumulative ?? Credits.Zero;
            _core.Restore(now, payer.User, paid);
            Redeem(payer, outbox);
        }

        return reader.Position;
    }

    private void Restore(in NodeRecord record)
    {
        switch (record.Kind)
        {
            case NodeRecordKind.Anchor when NodeRecordAnchor.TryRead(record.Body, out NodeRecordAnchor anchor) == FrameError.None:
                RestoreAnchor(anchor);
                break;
            case NodeRecordKind.Ticket when NodeRecordTicket.TryRead(record.Body, out NodeRecordTicket ticket) == FrameError.None:
                if (_sessions.TryGetValue(ticket.Session, out NodeSession? paid) && TakeTicket(paid, ticket.Unit, ticket.Ticket))
                    paid.PaidUnit = ticket.Unit;
                break;
            case NodeRecordKind.UnitTicket
                when NodeRecordUnitTicket.TryRead(record.Body, out NodeRecordUnitTicket unit) == FrameError.None:
                RestoreUnitTicket(unit);
                break;
            case NodeRecordKind.FinalTicket
                when NodeRecordFinalTicket.TryRead(record.Body, out NodeRecordFinalTicket final) == FrameError.None:
                RestoreFinal(final);
                break;
            case NodeRecordKind.Scope when NodeRecordScope.TryRead(record.Body, out NodeRecordScope scope) == FrameError.None:
                _restoredPaths[scope.GrantId] = ClaimPath.Of(scope.Path);
                break;
        }
    }

    private void RestoreAnchor(in NodeRecordAnchor record)
    {
        Anchor anchor = record.Anchor.Anchor;
        if (LaneOf(record.Grant, anchor.LaneKey) is not { } lane) return;
        if (_restoredPaths.TryGetValue(anchor.GrantId, out ClaimPath? path)) (lane.Grant.Path, lane.Grant.IsPathRecorded) = (path, true);
        if (!_sessions.TryGetValue(anchor.Session, out NodeSession? session))
        {
            session = new NodeSession(anchor.Session, lane);
            _sessions.Add(anchor.Session, session);
            lane.LastSession = session;
        }

        if (session.HasRoom) session.Add(record.Anchor);
    }

    private void RestoreUnitTicket(in NodeRecordUnitTicket record)
    {
        if (!_sessions.TryGetValue(record.Session, out NodeSession? session)) return;
        ref NodeChain chain = ref session.Of(record.Unit);
        if (Unsafe.IsNullRef(ref chain)) return;
        chain.Unit = session.PaidUnit = record.Unit;
        Hold(session.Lane, LaneTicket.OfSigned(chain.Signed, record.Unit, record.Signature));
    }

    private void RestoreFinal(in NodeRecordFinalTicket record)
    {
        if (!_lanes.TryGetValue(record.Ticket.LaneKey, out NodeLaneBook? lane)) return;
        if (lane.LastSession is { IsAnchored: true } session)
        {
            session.SentUnit = session.Anchored;
            if (TryUnitOf(session, lane, record.Ticket.Cumulative, out long unit)) session.PaidUnit = unit;
        }

        lane.Hold(LaneTicket.OfFinal(record.Ticket, record.Signature));
    }

    /// <summary>
    /// Everything that a restart needs, as records of a new log that takes the place of the old one once it is durable. What the ledger
    /// will not credit any more and nobody can ask a key of is left out: a ticket leaves the log only after it is seen final.
    /// </summary>
    public void Compact(EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        foreach (GrantBook grant in _grants.Values) grant.IsPathRecorded = false;
        foreach (NodeLaneBook lane in _lanes.Values)
        {
            if (lane.LastSession is not { } session) continue;
            RecordPath(lane.Grant, outbox);
            foreach (ref readonly NodeChain chain in session.Chains)
            {
                Record(outbox, new NodeRecordAnchor(lane.Grant.Signed, chain.Signed).Write(outbox.Room(NodeRecord.MaxLength)));
                if (chain.Unit == chain.Signed.Anchor.Start || lane.Held.Kind == HeldTicket.Signed) continue;
                NodeRecordTicket ticket = new(session.Id, chain.Unit, chain.Ticket);
                Record(outbox, ticket.Write(outbox.Room(NodeRecord.MaxLength)));
            }

            LaneTicket held = lane.Held;
            if (held.Kind == HeldTicket.Signed)
            {
                NodeRecordUnitTicket ticket = new(held.Anchor.Anchor.Session, held.Unit, held.Cumulative, held.Signature);
                Record(outbox, ticket.Write(outbox.Room(NodeRecord.MaxLength)));
            }
            else if (held.Kind == HeldTicket.Final)
            {
                NodeRecordFinalTicket final = new(held.Final, held.Signature);
                Record(outbox, final.Write(outbox.Room(NodeRecord.MaxLength)));
            }
        }
    }

    /// <summary>Before what is paid under a grant: the log alone has to be enough to redeem.</summary>
    private void RecordPath(GrantBook grant, EndpointOutbox outbox)
    {
        if (grant.IsPathRecorded || grant.Path.IsEmpty) return;
        Record(outbox, new NodeRecordScope(grant.Id, grant.Path.Path).Write(outbox.Room(NodeRecord.MaxLength)));
        grant.IsPathRecorded = true;
    }

    /// <summary>A lane's tickets up to this amount are final on the ledger, in this node's view.</summary>
    public void OnSettled(in LaneKey lane, Credits cumulative)
    {
        if (_lanes.TryGetValue(lane, out NodeLaneBook? book)) book.Settled = Credits.Max(book.Settled, cumulative);
    }

    /// <summary>
    /// Gives up sessions of epochs whose disputes are over, since their keys are asked for no more, and lanes of them that are settled.
    /// </summary>
    private void ForgetBefore(long epoch)
    {
        foreach ((Hash256 id, NodeSession session) in _sessions)
            if (session.Lane.Key.Epoch < epoch) _sessions.Remove(id);
        foreach ((LaneKey key, NodeLaneBook lane) in _lanes)
        {
            if (key.Epoch >= epoch || lane.Live is not null || lane.Settled < lane.Cumulative) continue;
            // What a lane has cost counts against its grant for as long as that can be spent.
            if (lane.Cumulative > Credits.Zero && lane.Grant.Signed.Grant.EpochTo >= epoch) continue;
            _lanes.Remove(key);
            lane.Grant.Payer.Forget(lane);
            lane.Grant.Lanes--;
            if (lane.Grant.Lanes == 0 && lane.Grant.Signed.Grant.EpochTo < epoch) _grants.Remove(lane.Grant.Id);
        }
    }
}
