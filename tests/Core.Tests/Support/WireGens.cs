using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>What frames are made of, over all values that the wire can carry, its edges among them.</summary>
internal static class WireGens
{
    public static readonly Gen<Hash256> Hash = Gen.Byte.Array[Hash256.Length].Select(bytes => Hash256.FromBytes(bytes));

    public static readonly Gen<PublicKey> Key = Hash.Select(hash => new PublicKey(hash));

    public static readonly Gen<Signature> Signature = Gen.Select(Hash, Hash).Select((r, s) => new Signature(r, s));

    public static readonly Gen<Nonce> Nonce = Gen.Select(Gen.ULong, Gen.ULong).Select((high, low) => new Nonce(high, low));

    /// <summary>63 bits.</summary>
    public static readonly Gen<long> Number =
        Gen.OneOf(Gen.Long[0, 300], Gen.Long[0, long.MaxValue], Gen.Const(long.MaxValue));

    /// <summary>63 bits, from 1.</summary>
    public static readonly Gen<long> Positive = Number.Select(number => Math.Max(number, 1));

    public static readonly Gen<int> UInt16 =
        Gen.OneOf(Gen.Int[0, ushort.MaxValue], Gen.Const(0), Gen.Const((int)ushort.MaxValue));

    public static readonly Gen<int> PositiveUInt16 = UInt16.Select(number => Math.Max(number, 1));

    public static readonly Gen<Credits> Amount = Number.Select(number => new Credits(number));

    public static readonly Gen<Instant> Time = Number.Select(number => new Instant(number));

    public static readonly Gen<Grant> Grant =
        Gen.Select(
            Gen.Select(Hash, Key, Key),
            Gen.Select(Number, Number),
            Gen.Select(Amount, Amount, Amount),
            Gen.Select(Hash, UInt16, Time, Nonce))
        .Select((who, epochs, caps, rest) => new Grant(
            who.Item1, who.Item2, who.Item3, epochs.Item1, epochs.Item2, caps.Item1, caps.Item2, caps.Item3,
            new NodeScope(rest.Item1), rest.Item2, rest.Item3, rest.Item4));

    public static readonly Gen<SignedGrant> SignedGrant =
        Gen.Select(Grant, Signature).Select((grant, signature) => new SignedGrant(grant, signature));

    public static readonly Gen<Anchor> Anchor =
        Gen.Select(
            Gen.Select(Hash, Hash, Hash, Key),
            Gen.Select(UInt16, Number, Amount, Amount),
            Gen.Select(Number, Gen.Int[0, int.MaxValue], Hash, Time))
        .Select((who, terms, chain) => new Anchor(
            who.Item1, who.Item2, who.Item3, who.Item4, terms.Item1, terms.Item2, terms.Item3, terms.Item4,
            chain.Item1, chain.Item2, chain.Item3, chain.Item4));

    public static readonly Gen<SignedAnchor> SignedAnchor =
        Gen.Select(Anchor, Signature).Select((anchor, signature) => new SignedAnchor(anchor, signature));

    public static readonly Gen<FinalTicket> FinalTicket =
        Gen.Select(Gen.Select(Hash, Hash, Key), Gen.Select(UInt16, Number, Amount, Amount))
        .Select((who, terms) => new FinalTicket(
            who.Item1, who.Item2, who.Item3, terms.Item1, terms.Item2, terms.Item3, terms.Item4));

    public static readonly Gen<UnitTicket> UnitTicket =
        Gen.Select(Gen.Select(Hash, Hash, Hash, Key), Gen.Select(UInt16, Number, Positive, Amount))
        .Select((who, terms) => new UnitTicket(
            who.Item1, who.Item2, who.Item3, who.Item4, terms.Item1, terms.Item2, terms.Item3, terms.Item4));
}
