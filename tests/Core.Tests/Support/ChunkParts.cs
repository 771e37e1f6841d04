using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A CHUNK that may leave the stack: the frame's spans as arrays.</summary>
internal sealed record ChunkParts(
    long Unit, long Block, Hash256 KeyCommitment, bool IsSigned, Signature Signature, byte[] Proof, byte[] Tree, byte[] Bytes)
{
    public ChunkFrame Frame => new()
    {
        Unit = Unit,
        Block = Block,
        KeyCommitment = KeyCommitment,
        IsSigned = IsSigned,
        Signature = Signature,
        Proof = Proof,
        Tree = Tree,
        Bytes = Bytes,
    };

    public static ChunkParts Of(in ChunkFrame frame) => new(
        frame.Unit, frame.Block, frame.KeyCommitment, frame.IsSigned, frame.Signature, frame.Proof.ToArray(),
        frame.Tree.ToArray(), frame.Bytes.ToArray());

    public bool Equals(ChunkParts? other) =>
        other is not null
        && (Unit, Block, KeyCommitment, IsSigned, Signature)
            == (other.Unit, other.Block, other.KeyCommitment, other.IsSigned, other.Signature)
        && Proof.AsSpan().SequenceEqual(other.Proof) && Tree.AsSpan().SequenceEqual(other.Tree)
        && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override int GetHashCode() => HashCode.Combine(Unit, Block, KeyCommitment, Bytes.Length);
}
