using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <content>Frames as they leave and arrive.</content>
internal sealed partial class ExchangeObserver
{
    public void NodeTakes(ExchangeConnection connection, byte[] frame)
    {
        (_taken, _takenType) = (connection, TypeOf(frame));
        if (!FrameHeader.TryRead(frame, out FrameHeader header, out _)) return;
        if (header.Type == FrameType.Hello && connection.Hello.Length == 0) connection.Hello = frame[FrameHeader.Length..];
        if (header.Type == FrameType.Request && RequestFrame.TryRead(frame.AsSpan(FrameHeader.Length), out RequestFrame request) == FrameError.None)
            connection.Requests.Add(request);
        if (header.Type == FrameType.Anchor && AnchorFrame.TryRead(frame.AsSpan(FrameHeader.Length), out AnchorFrame anchor) == FrameError.None
            && anchor.Anchor.Anchor.Start == 0)
            connection.FirstAnchor = anchor.Anchor.Anchor;
    }

    public void NodeSends(ExchangeConnection connection, byte[] frame)
    {
        FrameType type = TypeOf(frame);
        ReadOnlySpan<byte> body = frame.AsSpan(FrameHeader.Length);
        switch (type)
        {
            case FrameType.Welcome:
                connection.Session = SessionId.Of(connection.Hello, body);
                bool isNew = _sessions.TryAdd(connection.Session, new ObservedSession(connection.Session, connection.Node, connection.Client));
                Assert.True(isNew, "I7: a session came twice");
                break;
            case FrameType.Chunk:
                ChunkFrame.TryRead(body, out ChunkFrame chunk);
                ChunkLeaves(_sessions[connection.Session], chunk);
                break;
            case FrameType.Key:
                KeyFrame.TryRead(body, out KeyFrame key);
                KeyLeaves(_sessions[connection.Session], key.Unit, key.Key);
                break;
            case FrameType.KeyResponse:
                KeyResponseFrame.TryRead(body, out KeyResponseFrame response);
                KeyLeaves(_sessions[response.Session], response.Unit, response.Key);
                Tally.Count("keys sent again");
                break;
            case FrameType.Resumed:
                ResumedFrame.TryRead(body, out ResumedFrame resumed);
                Told(connection, resumed);
                Tally.Count(resumed.Kind == HeldTicket.Nothing ? "resumes from nothing" : "resumes from a ticket");
                break;
            case FrameType.Refuse:
                RefuseFrame.TryRead(body, out RefuseFrame refuse);
                Tally.Refused(refuse.Reason);
                break;
        }
    }

    public void ClientTakes(ExchangeConnection connection, byte[] frame)
    {
        if (TypeOf(frame) != FrameType.Chunk || !_sessions.TryGetValue(connection.Session, out ObservedSession? session)) return;
        if (ChunkFrame.TryRead(frame.AsSpan(FrameHeader.Length), out ChunkFrame chunk) != FrameError.None || !chunk.IsSigned) return;
        session.SignedAtClient = Math.Max(session.SignedAtClient, chunk.Unit);
    }

    public void ClientSends(ExchangeConnection connection, byte[] frame)
    {
        ReadOnlySpan<byte> body = frame.AsSpan(FrameHeader.Length);
        switch (TypeOf(frame))
        {
            case FrameType.Anchor:
                AnchorFrame.TryRead(body, out AnchorFrame anchor);
                AnchorLeaves(connection, anchor.Anchor.Anchor);
                break;
            case FrameType.Pay:
                PayFrame.TryRead(body, out PayFrame pay);
                PayLeaves(connection, pay.Unit);
                break;
            case FrameType.PaySigned when PaySignedFrame.TryRead(body, out PaySignedFrame signed) == FrameError.None:
                // The last ticket of the session before is shown again under the new one: its anchor is not this session's.
                if (_sessions[connection.Session].Anchors.Count > 0 || connection.Client!.Endpoint.State == ClientState.Open)
                    PayLeaves(connection, signed.Unit);
                break;
            case FrameType.Close:
                CloseFrame.TryRead(body, out CloseFrame close);
                ObservedLane lane = LaneOf(close.Ticket.LaneKey);
                lane.Signed = Credits.Max(lane.Signed, close.Ticket.Cumulative);
                break;
        }
    }

    /// <summary>I5.</summary>
    public void Delivered(ExchangeClient client, in EndpointEffect effect, ReadOnlySpan<byte> bytes)
    {
        Tally.Count("deliveries");
        Of(client).Delivered++;
        Assert.True(
            bytes.SequenceEqual(ExchangeShelf.Shelf.Block(effect.Content, effect.Block)), "I5: what is delivered is not the block");
    }

    private void ChunkLeaves(ObservedSession session, in ChunkFrame chunk)
    {
        Assert.True(chunk.Unit == session.Sent + 1, "I7: a unit is sent twice, or one is left out");
        Assert.True(chunk.Unit <= session.AnchoredDurably, "a chunk leaves before its anchor is durable");
        session.Sent = chunk.Unit;
        long unpaid = session.Sent - session.Recorded;
        bool isBefore = world.Setup.Mode == ExchangeMode.PayBefore;
        Assert.True(unpaid <= (isBefore ? 0 : world.Setup.NodeWindow), "I4: more is sent and unpaid than the window");
        if (world.Setup.Mode != ExchangeMode.Encrypted) return;
        Assert.True(_commitments.Add(chunk.KeyCommitment), "I7: a key is used for two chunks");
        session.Commitments.Add(chunk.Unit, chunk.KeyCommitment);
    }

    private void KeyLeaves(ObservedSession session, long unit, in Hash256 key)
    {
        Tally.Count("keys sent");
        Assert.True(unit <= session.Durable, "I1: a key leaves before a ticket for it is durable");
        if (session.Commitments.TryGetValue(unit, out Hash256 commitment))
            Assert.True(ChunkKeys.Commitment(key) == commitment, "a key is not the one committed to");
        ObservedLane lane = LaneOf(session.Lane);
        if (session.AnchorOf(unit) is { } anchor) lane.Keyed = Credits.Max(lane.Keyed, anchor.Anchor.CumulativeAt(unit));
        Assert.True(lane.Keyed <= lane.Durable, "I12: a key leaves for a unit that the lane has not paid");
    }

    private void Told(ExchangeConnection connection, in ResumedFrame resumed)
    {
        if (connection.Client is null) return;
        Credits told = resumed.Kind switch
        {
            HeldTicket.HashChain or HeldTicket.Signed => resumed.Anchor.Anchor.CumulativeAt(resumed.Unit),
            HeldTicket.Final => resumed.Final.Cumulative,
            _ => Credits.Zero,
        };
        ObservedLane lane = LaneOf(connection.Lane);
        Assert.True(told >= lane.Keyed && told >= lane.Told, "I12: a lane resumes below what it has cost");
        Assert.True(told <= lane.Durable, "I12: a lane resumes from what a crash may forget");
        lane.Told = told;
    }

    private void AnchorLeaves(ExchangeConnection connection, in Anchor anchor)
    {
        ExchangeClient client = connection.Client!;
        ObservedLane lane = LaneOf(anchor.LaneKey);
        Assert.True(anchor.UnitPrice <= client.Options.Grant.Grant.MaxUnitPrice, "I10: a client anchors above its grant's price");
        if (anchor.Start > 0) return;
        Assert.True(anchor.BaseCumulative <= lane.Signed, "I8: a client builds on more than it has signed");
        if (Of(client).Remembers && world.Setup.Mode != ExchangeMode.PayBefore)
            Assert.True(anchor.BaseCumulative == Of(client).Cumulative, "I8: a client builds on another amount than it remembers");
    }

    private void PayLeaves(ExchangeConnection connection, long unit)
    {
        ObservedSession session = _sessions[connection.Session];
        ExchangeClient client = connection.Client!;
        if (world.Setup.Mode != ExchangeMode.PayBefore)
            Assert.True(unit <= session.SignedAtClient, "I6: a unit is paid without a signature that answers for it");
        Of(client).Paid += unit - session.Paid;
        session.Paid = unit;
        ObservedLane lane = LaneOf(client.Lane);
        lane.Signed = Credits.Max(lane.Signed, client.Endpoint.Cumulative);
        lane.Window = client.Setup.Window;
        if (world.Setup.Mode == ExchangeMode.Encrypted && world.Nodes[client.Setup.Node].IsHonest)
            CheckSigned(client.Options.Grant.Grant, client.Options.Node);
    }

    /// <summary>I11: what a device signs to an honest node under a grant is beyond its cap by a window of each lane at most.</summary>
    private void CheckSigned(in Grant grant, in PublicKey node)
    {
        Hash256 id = grant.Id();
        Credits sum = Credits.Zero, most = CapOf(grant);
        foreach ((LaneKey key, ObservedLane lane) in _lanes)
        {
            if (key.Node != node || key.GrantId != id) continue;
            sum += lane.Signed;
            most += ExchangeWorld.Price * lane.Window;
        }

        Assert.True(sum <= most, "I11: more is signed under a grant than its cap and the windows");
    }

    private static FrameType TypeOf(byte[] frame) => FrameHeader.TryRead(frame, out FrameHeader header, out _) ? header.Type : default;
}
