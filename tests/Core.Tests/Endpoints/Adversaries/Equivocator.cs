using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A node that signs two headers of one unit: its client gets one of them, and somebody else sees the other.</summary>
internal sealed class Equivocator(ExchangeNode node, Random random)
{
    private readonly Dictionary<ExchangeConnection, Hash256> _heads = [];

    /// <summary>What whoever sees both can show.</summary>
    public List<Equivocation> Proofs { get; } = [];

    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        if ((FrameType)frame[1] != FrameType.Chunk) return [frame];
        ChunkFrame.TryRead(frame.AsSpan(FrameHeader.Length), out ChunkFrame chunk);
        if (!_heads.TryGetValue(connection, out Hash256 before)) before = StartOf(connection);
        Hash256 head = HeaderChain.Next(before, Header(connection, chunk, chunk.Bytes));
        _heads[connection] = head;
        if (!chunk.IsSigned || chunk.Bytes.Length == 0) return [frame];
        byte[] bytes = chunk.Bytes.ToArray();
        bytes[random.Next(bytes.Length)] ^= 0x40;
        Hash256 other = HeaderChain.Next(before, Header(connection, chunk, bytes));
        Signature signature = new HeaderStatement(ExchangeWorld.Chain, connection.Session, chunk.Unit, other).Sign(node.Signer);
        Proofs.Add(new Equivocation(node.Key, connection.Session, chunk.Unit, head, chunk.Signature, other, signature));
        byte[] second = new byte[frame.Length];
        ChunkFrame twin = new()
        {
            Unit = chunk.Unit,
            Block = chunk.Block,
            KeyCommitment = chunk.KeyCommitment,
            IsSigned = true,
            Signature = signature,
            Proof = chunk.Proof,
            Tree = chunk.Tree,
            Bytes = bytes,
        };
        twin.Write(second);
        switch (random.Next(4))
        {
            case 0: return [frame, second];
            case 1:
                _heads[connection] = other;
                return [second, frame];
            case 2:
                _heads[connection] = other;
                return [second];
            default: return [frame];
        }
    }

    /// <summary>Where the header chain of a connection's session begins: at its first anchor.</summary>
    private static Hash256 StartOf(ExchangeConnection connection) =>
        HeaderChain.Start(ExchangeWorld.Chain, connection.Session, connection.FirstAnchor.Hash());

    private static ChunkHeader Header(ExchangeConnection connection, in ChunkFrame chunk, ReadOnlySpan<byte> bytes)
    {
        long before = 0;
        foreach (RequestFrame request in connection.Requests)
        {
            before += request.Count;
            if (chunk.Unit > before) continue;
            long blocks = ExchangeShelf.Shelf.Tree(request.Content).Blocks;
            return new ChunkHeader(chunk.Unit, request.Content, chunk.Block, blocks, bytes.Length, Blake3.Hash(bytes), chunk.KeyCommitment);
        }

        throw new InvalidOperationException("a chunk that nobody requested");
    }
}
