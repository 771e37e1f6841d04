using System;
using System.Runtime.CompilerServices;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>What survives a restart, and what is given up when nobody can ask for it any more.</summary>
public sealed partial class NodeEndpoint
{
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
        foreach (NodeSession session in _sessions.Values) session.Recovered();
        foreach (PayerEntry payer in _payerOf)
        {
            Credits paid = Credits.Zero;
            foreach (NodeLaneBook lane in payer.Lanes) paid += lane.Cumulative;
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
        }
    }

    private void RestoreAnchor(in NodeRecordAnchor record)
    {
        Anchor anchor = record.Anchor.Anchor;
        NodeLaneBook lane = LaneOf(record.Grant, anchor.LaneKey);
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

        lane.Grant.Paid += record.Ticket.Cumulative - lane.Cumulative;
        lane.Held = LaneTicket.OfFinal(record.Ticket, record.Signature);
    }

    /// <summary>Gives up sessions of epochs whose disputes are over: their keys are asked for no more.</summary>
    private void ForgetBefore(long epoch)
    {
        foreach ((Hash256 id, NodeSession session) in _sessions)
            if (session.Lane.Key.Epoch < epoch) _sessions.Remove(id);
    }
}
