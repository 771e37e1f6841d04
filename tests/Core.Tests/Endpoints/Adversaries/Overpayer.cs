using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A client that pays good tickets for units that were never sent: a node that took them would owe what it cannot show.</summary>
internal sealed class Overpayer(ISigner device, Random random)
{
    private readonly OwnChains _chains = new(device);
    private readonly Dictionary<ExchangeConnection, Anchor> _anchors = [];

    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        ReadOnlySpan<byte> body = frame.AsSpan(FrameHeader.Length);
        byte[] other = [.. frame];
        switch ((FrameType)frame[1])
        {
            case FrameType.Anchor when AnchorFrame.TryRead(body, out AnchorFrame anchor) == FrameError.None:
                _anchors[connection] = anchor.Anchor.Anchor;
                new AnchorFrame(_chains.Make(anchor.Anchor.Anchor)).Write(other);
                break;
            case FrameType.Pay when PayFrame.TryRead(body, out PayFrame pay) == FrameError.None && _anchors.ContainsKey(connection):
            {
                long unit = Ahead(pay.Unit);
                Hash256 session = _anchors[connection].Session;
                if (_chains.TicketOf(session, unit) is { } ticket) new PayFrame(unit, ticket).Write(other);
                break;
            }

            case FrameType.PaySigned when PaySignedFrame.TryRead(body, out PaySignedFrame pay) == FrameError.None && _anchors.ContainsKey(connection):
            {
                long unit = Ahead(pay.Unit);
                Anchor of = _anchors[connection];
                if (_chains.CumulativeAt(of.Session, unit) is not { } cumulative) break;
                UnitTicket ticket = new(of.Chain, of.Session, of.GrantId, of.Node, of.Lane, of.Epoch, unit, cumulative);
                new PaySignedFrame(unit, cumulative, ticket.Sign(device)).Write(other);
                break;
            }
        }

        return [other];
    }

    private long Ahead(long unit) => unit + (random.Next(2) * random.Next(1, 9));
}
