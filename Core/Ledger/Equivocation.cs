using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>D3: a node signed two header chains for one unit of one session. The contradiction is its own proof; anyone may bring it.</summary>
public readonly record struct Equivocation(
    PublicKey Node, Hash256 Session, long Unit, Hash256 HeadA, Signature SignatureA, Hash256 HeadB, Signature SignatureB)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = PublicKey.Length + Hash256.Length + 8 + (2 * (Hash256.Length + Signature.Length));

    /// <summary>Whether the node signed both for this ledger.</summary>
    public bool Signed(in Hash256 chain, ISignatureVerifier verifier) =>
        new HeaderStatement(chain, Session, Unit, HeadA).IsSignedBy(Node, SignatureA, verifier)
        && new HeaderStatement(chain, Session, Unit, HeadB).IsSignedBy(Node, SignatureB, verifier);

    public void Write(ref WireWriter writer)
    {
        writer.Key(Node);
        writer.Hash(Session);
        writer.UInt63(Unit);
        writer.Hash(HeadA);
        writer.Signature(SignatureA);
        writer.Hash(HeadB);
        writer.Signature(SignatureB);
    }

    public static Equivocation Read(ref WireReader reader) => new(
        reader.Key(), reader.Hash(), reader.UInt63(), reader.Hash(), reader.Signature(), reader.Hash(), reader.Signature());
}
