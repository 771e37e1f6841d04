using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <content>Logs of nodes as they are written, become durable, and are lost.</content>
internal sealed partial class ExchangeObserver
{
    /// <summary>I10: whatever a node writes down to claim, it may claim.</summary>
    public void Recorded(ExchangeNode node, ReadOnlySpan<byte> bytes)
    {
        Assert.True(NodeRecord.TryRead(bytes, out NodeRecord record) == FrameError.None, "a record cannot be read");
        switch (record.Kind)
        {
            case NodeRecordKind.Anchor:
                NodeRecordAnchor.TryRead(record.Body, out NodeRecordAnchor anchor);
                Anchored(node, anchor);
                break;
            default:
                (ObservedSession session, ObservedLane lane, long unit, Credits cumulative) = Judge(node, record);
                Assert.True(session.Lane.Epoch == node.Epoch, "I10: a payment of an epoch that is over");
                Assert.True(cumulative >= lane.Recorded, "I8: a node's ticket is worth less than the one before");
                bool isBefore = world.Setup.Mode == ExchangeMode.PayBefore;
                long most = session.Sent + (isBefore ? world.Setup.NodeWindow : 0);
                Assert.True(unit <= most || (!IsHonest(session) && node.HasCrashed), "I2: a unit is paid that was not sent");
                NoteLate(session, lane, cumulative);
                lane.Recorded = cumulative;
                session.Recorded = Math.Max(session.Recorded, unit);
                world.Meter?.Paid(session.Lane, cumulative);
                CheckCaps(node, lane.Grant.Grant);
                break;
        }
    }

    /// <summary>Records are on the disk now.</summary>
    /// <param name="recovered">By a run that read them after a crash, whose writing no run had been told of.</param>
    public void Durable(ExchangeNode node, ReadOnlySpan<byte> bytes, bool recovered)
    {
        NodeRecordReader reader = new(bytes);
        while (reader.TryNext(out NodeRecord record))
        {
            if (record.Kind == NodeRecordKind.Anchor)
            {
                NodeRecordAnchor.TryRead(record.Body, out NodeRecordAnchor anchor);
                ObservedSession anchored = _sessions[anchor.Anchor.Anchor.Session];
                anchored.AnchoredDurably = anchor.Anchor.Anchor.End;
                if (recovered && anchored.AnchorOf(anchor.Anchor.Anchor.End) is null) Keep(anchored, anchor);
                continue;
            }

            (ObservedSession session, ObservedLane lane, long unit, Credits cumulative) = Judge(node, record);
            session.Durable = Math.Max(session.Durable, unit);
            session.Recorded = Math.Max(session.Recorded, unit);
            lane.Durable = Credits.Max(lane.Durable, cumulative);
            lane.Recorded = Credits.Max(lane.Recorded, cumulative);
        }
    }

    /// <summary>What was written and not durable is gone.</summary>
    public void NodeCrashed(ExchangeNode node)
    {
        Tally.Count("nodes crashed");
        foreach (ObservedSession session in _sessions.Values)
        {
            if (session.Node != node) continue;
            if (session.Recorded > session.Durable) Tally.Count("tickets lost by a crash");
            session.Recorded = session.Durable;
            session.Anchors.RemoveAll(anchor => anchor.Anchor.End > session.AnchoredDurably);
        }

        foreach ((LaneKey key, ObservedLane lane) in _lanes)
        {
            if (key.Node != node.Key) continue;
            lane.Recorded = lane.Durable;
            if (lane.Last is { Anchors.Count: 0 }) lane.Last = LastOf(key);
        }
    }

    private ObservedSession? LastOf(LaneKey key)
    {
        ObservedSession? last = null;
        foreach (ObservedSession session in _sessions.Values)
            if (session.Anchors.Count > 0 && session.Lane == key) last = session;
        return last;
    }

    private void Anchored(ExchangeNode node, in NodeRecordAnchor record)
    {
        Grant grant = record.Grant.Grant;
        Anchor anchor = record.Anchor.Anchor;
        Assert.True(grant.Chain == ExchangeWorld.Chain && record.Grant.IsValid(world.Signatures), "I10: a grant that the payer did not sign");
        Assert.True(
            anchor.IsSignedBy(grant.Device, record.Anchor.Signature, world.Signatures), "I10: an anchor that the device did not sign");
        Assert.True(anchor.Chain == ExchangeWorld.Chain && anchor.GrantId == grant.Id(), "I10: an anchor of another grant");
        Assert.True(anchor.Node == node.Key, "I10: an anchor for another node");
        Assert.True(anchor.Lane < grant.Lanes, "I10: a lane that the grant has not");
        Assert.True(
            anchor.Epoch == node.Epoch && anchor.Epoch >= grant.EpochFrom && anchor.Epoch <= grant.EpochTo, "I10: an anchor of another epoch");
        Assert.True(anchor.UnitPrice <= grant.MaxUnitPrice && anchor.UnitPrice == node.Setup.Business.Price, "I10: a price above the grant's");
        Assert.True(_sessions.TryGetValue(anchor.Session, out ObservedSession? session), "I10: an anchor of no session");
        Assert.True(session!.Node == node && anchor.Start == session.Anchored, "I10: an anchor of another session, or out of place");
        ObservedLane lane = LaneOf(anchor.LaneKey);
        Credits due = session.Anchors.Count == 0 ? lane.Recorded : session.Anchors[^1].Anchor.CumulativeAt(session.Anchored);
        Assert.True(anchor.BaseCumulative == due, "I8: an anchor that builds on another amount than the lane has cost");
        Keep(session, record);
    }

    private void Keep(ObservedSession session, in NodeRecordAnchor record)
    {
        session.Grant = record.Grant;
        session.Anchors.Add(record.Anchor);
        ObservedLane lane = LaneOf(record.Anchor.Anchor.LaneKey);
        lane.Grant = record.Grant;
        lane.Last = session;
    }

    /// <summary>What a ticket in a log is worth, if it is one: every rule is checked again from the bytes.</summary>
    private (ObservedSession Session, ObservedLane Lane, long Unit, Credits Cumulative) Judge(ExchangeNode node, in NodeRecord record)
    {
        switch (record.Kind)
        {
            case NodeRecordKind.Ticket:
            {
                NodeRecordTicket.TryRead(record.Body, out NodeRecordTicket ticket);
                ObservedSession session = Find(ticket.Session, ticket.Unit, out Anchor anchor);
                Hash256 key = TicketChain.KeyOf(session.Id, anchor.Lane);
                Assert.True(
                    TicketChain.Leads(key, ticket.Unit, ticket.Ticket, anchor.Start, anchor.Head), "I10: a ticket that does not lead to its anchor");
                return (session, LaneOf(anchor.LaneKey), ticket.Unit, anchor.CumulativeAt(ticket.Unit));
            }

            case NodeRecordKind.UnitTicket:
            {
                NodeRecordUnitTicket.TryRead(record.Body, out NodeRecordUnitTicket ticket);
                ObservedSession session = Find(ticket.Session, ticket.Unit, out Anchor anchor);
                UnitTicket signed = new(
                    ExchangeWorld.Chain, session.Id, anchor.GrantId, node.Key, anchor.Lane, anchor.Epoch, ticket.Unit, ticket.Cumulative);
                Assert.True(signed.IsSignedBy(session.Grant.Grant.Device, ticket.Signature, world.Signatures), "I10: a ticket that nobody signed");
                Assert.True(ticket.Cumulative == anchor.CumulativeAt(ticket.Unit), "I10: a ticket of a wrong amount");
                return (session, LaneOf(anchor.LaneKey), ticket.Unit, ticket.Cumulative);
            }

            default:
            {
                NodeRecordFinalTicket.TryRead(record.Body, out NodeRecordFinalTicket final);
                LaneKey key = final.Ticket.LaneKey;
                Assert.True(key.Node == node.Key && final.Ticket.Chain == ExchangeWorld.Chain, "I10: a final ticket for another node");
                ObservedLane lane = LaneOf(key);
                Assert.True(
                    final.Ticket.IsSignedBy(lane.Grant.Grant.Device, final.Signature, world.Signatures), "I10: a final ticket that nobody signed");
                ObservedSession session = lane.Last!;
                Anchor first = session.Anchors[0].Anchor;
                long unit = (final.Ticket.Cumulative - first.BaseCumulative).Units / first.UnitPrice.Units;
                return (session, lane, Math.Max(session.Durable, unit), final.Ticket.Cumulative);
            }
        }
    }

    private ObservedSession Find(in Hash256 id, long unit, out Anchor anchor)
    {
        Assert.True(_sessions.TryGetValue(id, out ObservedSession? session), "I10: a ticket of no session");
        SignedAnchor? signed = session!.AnchorOf(unit);
        Assert.True(signed is not null, "I10: a ticket that no anchor covers");
        anchor = signed!.Value.Anchor;
        return session;
    }

    /// <summary>What KEYREQ pays, or a ticket of another session than that of its connection, was lost on its way, or by a crash.</summary>
    private void NoteLate(ObservedSession session, ObservedLane lane, Credits cumulative)
    {
        bool late = _takenType == FrameType.KeyRequest || _taken!.Session != session.Id;
        (long before, long after) = (lane.Recorded.Units / ExchangeWorld.Price.Units, cumulative.Units / ExchangeWorld.Price.Units);
        for (long amount = before + 1; amount <= after; amount++)
        {
            if (late) lane.Late.Add(amount);
            else lane.Late.Remove(amount);
        }

        if (!late || after == before) return;
        Tally.Count("late tickets");
        bool isBounded = world.Setup.Mode == ExchangeMode.Encrypted && session.Client is { Twist: null };
        Assert.True(!isBounded || after - before <= session.Client!.Setup.Window, "I3: more than a client's window is paid late");
    }

    /// <summary>
    /// I11: what a node holds under a grant is within what it may serve of it. Beyond that are late tickets alone: for units that were sent
    /// within the cap, whose promise ended with their session, and may have been made to another lane since.
    /// </summary>
    private void CheckCaps(ExchangeNode node, in Grant grant)
    {
        Hash256 id = grant.Id();
        Credits sum = Credits.Zero;
        foreach ((LaneKey key, ObservedLane lane) in _lanes)
        {
            if (key.Node != node.Key || key.GrantId != id) continue;
            sum += lane.Recorded - (ExchangeWorld.Price * lane.Late.Count(amount => ExchangeWorld.Price * amount <= lane.Recorded));
        }

        Assert.True(sum <= CapOf(grant), "I11: a node serves more under a grant than it may");
    }

    private static Credits CapOf(in Grant grant) =>
        grant.MaxSpendPerNode > Credits.Zero ? Credits.Min(grant.MaxSpendPerNode, grant.MaxSpend) : grant.MaxSpend;

    /// <summary>Whoever pays late for what was not sent, to a node that does not know what it had sent, gives away what is its own.</summary>
    private static bool IsHonest(ObservedSession session) => session.Client is { Twist: null };
}
