using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A node that tells of another past than the lane's: an older ticket, one that nobody signed, or none.</summary>
internal sealed class ResumeForger(ExchangeNode node, Random random)
{
    private readonly List<(LaneKey Lane, byte[] Frame)> _told = [];

    public int Forged { get; private set; }

    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        if ((FrameType)frame[1] != FrameType.Resumed) return [frame];
        ResumedFrame.TryRead(frame.AsSpan(FrameHeader.Length), out ResumedFrame held);
        LaneKey lane = connection.Client!.Lane;
        _told.Add((lane, frame));
        byte[] room = new byte[FrameHeader.Length + ResumedFrame.MaxBodyLength];
        ResumedFrame forged = Forge(held, random.Next(5));
        if (random.Next(6) == 0) return [_told[random.Next(_told.Count)].Frame]; // of another time, or of another lane
        Forged++;
        return [room[..forged.Write(room)]];
    }

    /// <summary>More than was paid, each in another way without the device's signature; or nothing.</summary>
    private ResumedFrame Forge(in ResumedFrame held, int way)
    {
        Hash256 ticket = Blake3.Hash(BitConverter.GetBytes(random.Next()));
        Anchor anchor = held.Anchor.Anchor;
        switch (way)
        {
            case 0 when held.Kind == HeldTicket.HashChain:
                return ResumedFrame.OfChain(held.Anchor, Math.Min(anchor.End, held.Unit + 1), ticket);
            case 1 when held.Kind == HeldTicket.HashChain:
            {
                Anchor dearer = anchor with { BaseCumulative = anchor.BaseCumulative + (ExchangeWorld.Price * 5) };
                return ResumedFrame.OfChain(new SignedAnchor(dearer, dearer.Sign(node.Signer)), held.Unit, held.Ticket);
            }

            case 2 when held.Kind == HeldTicket.Signed:
            {
                long unit = Math.Min(anchor.End, held.Unit + 1);
                return ResumedFrame.OfSigned(held.Anchor, unit, anchor.CumulativeAt(unit), held.Signature);
            }

            case 3 when held.Kind == HeldTicket.Final:
            {
                FinalTicket dearer = held.Final with { Cumulative = held.Final.Cumulative + ExchangeWorld.Price };
                return ResumedFrame.OfFinal(dearer, dearer.Sign(node.Signer));
            }

            default:
                return ResumedFrame.Nothing;
        }
    }
}
