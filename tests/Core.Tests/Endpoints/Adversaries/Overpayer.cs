using Fleek.Core.FairExchange;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>
/// A client that anchors its own chain and pays good tickets whenever it likes, also for units that were never sent: a node that took
/// those would be paid for what it cannot show.
/// </summary>
internal sealed class Overpayer(ExchangeWorld world, ISigner device, Random random)
{
    private readonly OwnChains _chains = new(device);

    /// <summary>Good tickets that it sent.</summary>
    public int Payments { get; private set; }

    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        if ((FrameType)frame[1] is FrameType.Pay or FrameType.PaySigned) return [];
        if ((FrameType)frame[1] != FrameType.Anchor) return [frame];
        AnchorFrame.TryRead(frame.AsSpan(FrameHeader.Length), out AnchorFrame sent);
        SignedAnchor own = _chains.Make(sent.Anchor.Anchor);
        long unit = 0;
        for (int i = 0; i < 6; i++)
        {
            unit += random.Next(1, 6);
            byte[] pay = Payment(own.Anchor, unit);
            world.After(world.Delay() * 3, () =>
            {
                Payments++;
                connection.ToNode(pay);
            });
        }

        byte[] anchor = [.. frame];
        new AnchorFrame(own).Write(anchor);
        return [anchor];
    }

    private byte[] Payment(in Anchor of, long unit)
    {
        byte[] room = new byte[FrameHeader.Length + PaySignedFrame.BodyLength];
        unit = Math.Min(unit, of.End);
        if (world.Setup.Tickets == TicketKind.HashChain) return room[..new PayFrame(unit, _chains.TicketOf(of.Session, unit)).Write(room)];
        UnitTicket ticket = new(of.Chain, of.Session, of.GrantId, of.Node, of.Lane, of.Epoch, unit, of.CumulativeAt(unit));
        return room[..new PaySignedFrame(unit, of.CumulativeAt(unit), ticket.Sign(device)).Write(room)];
    }
}
