using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Content;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Exchange;

/// <summary>A content whose middle block is not what it should be, and a link that changes it.</summary>
internal sealed class ExchangeFaults(IBlockSource content, ExchangeFault fault) : IBlockSource
{
    private readonly long _block = content.Tree.Blocks / 2;

    public ContentTree Tree => content.Tree;

    public bool TryBlocks(in Hash256 id, out long blocks) => content.TryBlocks(id, out blocks);

    public BlockLengths Read(int block, Span<byte> bytes, Span<byte> groups)
    {
        BlockLengths lengths = content.Read(block, bytes, groups);
        if (block != _block || lengths.Block == 0) return lengths;
        if (fault == ExchangeFault.TruncatedBlock) return lengths with { Block = lengths.Block - 1 };
        if (fault == ExchangeFault.FlippedBlock) bytes[lengths.Block / 2] ^= 1;
        return lengths;
    }

    /// <summary>One bit of the block changes on the way.</summary>
    public IEnumerable<byte[]> Twist(LaneDirection direction, byte[] frame)
    {
        bool isBlock = direction == LaneDirection.Down && (FrameType)frame[1] == FrameType.Chunk
            && BinaryPrimitives.ReadInt64BigEndian(frame.AsSpan(FrameHeader.Length + sizeof(long))) == _block;
        if (isBlock) frame[^1] ^= 1;
        return [frame];
    }
}
