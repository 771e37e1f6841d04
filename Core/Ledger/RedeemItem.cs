using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>One claim of a node on a grant, for what a lane has cost in all. Anyone may bring it: it pays the node that it names.</summary>
public readonly ref struct RedeemItem
{
    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = 1 + SignedAnchor.Length + 8 + 8 + Signature.Length + ScopePath.MaxLength;

    private RedeemItem(
        RedeemKind kind, SignedAnchor anchor, long unit, Hash256 ticket, FinalTicket final, UnitTicket signedUnit, Signature signature,
        ScopePath path)
    {
        Kind = kind;
        Anchor = anchor;
        Unit = unit;
        Ticket = ticket;
        Final = final;
        SignedUnit = signedUnit;
        Signature = signature;
        Path = path;
    }

    public RedeemKind Kind { get; }

    /// <summary>Of a ticket's chain; beside a signed unit it says the price.</summary>
    public SignedAnchor Anchor { get; }

    /// <summary>The ticket's unit.</summary>
    public long Unit { get; }

    public Hash256 Ticket { get; }

    public FinalTicket Final { get; }

    public UnitTicket SignedUnit { get; }

    /// <summary>Of the final ticket or the signed unit, by the device.</summary>
    public Signature Signature { get; }

    /// <summary>That the node may redeem the grant.</summary>
    public ScopePath Path { get; }

    /// <summary>The length of this one in bytes.</summary>
    public int Length => 1 + Path.Length + (Kind switch
    {
        RedeemKind.Chain => SignedAnchor.Length + 8 + Hash256.Length,
        RedeemKind.Final => FinalTicket.Length + Signature.Length,
        _ => SignedAnchor.Length + 8 + 8 + Signature.Length,
    });

    public static RedeemItem OfChain(SignedAnchor anchor, long unit, Hash256 ticket, ScopePath path) =>
        new(RedeemKind.Chain, anchor, unit, ticket, default, default, default, path);

    public static RedeemItem OfFinal(FinalTicket final, Signature signature, ScopePath path) =>
        new(RedeemKind.Final, default, 0, default, final, default, signature, path);

    /// <summary>The anchor's session, grant, node, lane and epoch are the ticket's too.</summary>
    public static RedeemItem OfUnit(SignedAnchor anchor, long unit, Credits cumulative, Signature signature, ScopePath path)
    {
        Anchor of = anchor.Anchor;
        UnitTicket ticket = new(of.Chain, of.Session, of.GrantId, of.Node, of.Lane, of.Epoch, unit, cumulative);
        return new RedeemItem(RedeemKind.Unit, anchor, unit, default, default, ticket, signature, path);
    }

    public void Write(ref WireWriter writer)
    {
        writer.Byte((byte)Kind);
        switch (Kind)
        {
            case RedeemKind.Chain:
                Anchor.Write(ref writer);
                writer.UInt63(Unit);
                writer.Hash(Ticket);
                break;
            case RedeemKind.Final:
                Final.Write(ref writer);
                writer.Signature(Signature);
                break;
            default:
                Anchor.Write(ref writer);
                writer.UInt63(Unit);
                writer.Amount(SignedUnit.Cumulative);
                writer.Signature(Signature);
                break;
        }

        Path.Write(ref writer);
    }

    public static RedeemItem Read(scoped ref WireReader reader)
    {
        switch ((RedeemKind)reader.Byte())
        {
            case RedeemKind.Chain:
                return OfChain(SignedAnchor.Read(ref reader), reader.UInt63(), reader.Hash(), ScopePath.Read(ref reader));
            case RedeemKind.Final:
                return OfFinal(FinalTicket.Read(ref reader), reader.Signature(), ScopePath.Read(ref reader));
            case RedeemKind.Unit:
                return OfUnit(
                    SignedAnchor.Read(ref reader), reader.UInt63(), reader.Amount(), reader.Signature(), ScopePath.Read(ref reader));
            default:
                reader.Fail();
                return default;
        }
    }
}

/// <summary>What a claim rests on.</summary>
public enum RedeemKind : byte
{
    None = 0,

    /// <summary>An anchor and a ticket of its chain.</summary>
    Chain = 1,

    /// <summary>What the device signed at CLOSE.</summary>
    Final = 2,

    /// <summary>An anchor and what the device signed for one unit of it.</summary>
    Unit = 3,
}
