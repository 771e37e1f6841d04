using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>One claim of a node on a grant, for what a lane has cost in all. Anyone may bring it: it pays the node that it names.</summary>
public readonly ref struct RedeemItem
{
    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = 1 + SignedAnchor.Length + 8 + Hash256.Length + ScopePath.MaxLength;

    private RedeemItem(
        RedeemKind kind, in SignedAnchor anchor, long unit, in Hash256 ticket, in FinalTicket final, in Signature signature, ScopePath path)
    {
        Kind = kind;
        Anchor = anchor;
        Unit = unit;
        Ticket = ticket;
        Final = final;
        Signature = signature;
        Path = path;
    }

    public RedeemKind Kind { get; }

    /// <summary>Of a ticket's chain.</summary>
    public SignedAnchor Anchor { get; }

    /// <summary>The ticket's unit.</summary>
    public long Unit { get; }

    public Hash256 Ticket { get; }

    public FinalTicket Final { get; }

    /// <summary>Of the final ticket, by the device.</summary>
    public Signature Signature { get; }

    /// <summary>That the node may redeem the grant.</summary>
    public ScopePath Path { get; }

    /// <summary>The length of this one in bytes.</summary>
    public int Length => 1 + Path.Length + (Kind == RedeemKind.Final
        ? FinalTicket.Length + Signature.Length
        : SignedAnchor.Length + 8 + Hash256.Length);

    public static RedeemItem OfChain(in SignedAnchor anchor, long unit, in Hash256 ticket, ScopePath path) =>
        new(RedeemKind.Chain, anchor, unit, ticket, default, default, path);

    public static RedeemItem OfFinal(in FinalTicket final, in Signature signature, ScopePath path) =>
        new(RedeemKind.Final, default, 0, default, final, signature, path);

    public void Write(ref WireWriter writer)
    {
        writer.Byte((byte)Kind);
        if (Kind == RedeemKind.Final)
        {
            Final.Write(ref writer);
            writer.Signature(Signature);
        }
        else
        {
            Anchor.Write(ref writer);
            writer.UInt63(Unit);
            writer.Hash(Ticket);
        }

        Path.Write(ref writer);
    }

    public static RedeemItem Read(ref WireReader reader)
    {
        switch ((RedeemKind)reader.Byte())
        {
            case RedeemKind.Chain:
                return OfChain(SignedAnchor.Read(ref reader), reader.UInt63(), reader.Hash(), ScopePath.Read(ref reader));
            case RedeemKind.Final:
                return OfFinal(FinalTicket.Read(ref reader), reader.Signature(), ScopePath.Read(ref reader));
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
}
