using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A node that sends other bytes than its signed header says: as a broken wire would.</summary>
internal sealed class ChunkSpoiler(Random random)
{
    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        if ((FrameType)frame[1] != FrameType.Chunk || random.Next(4) > 0) return [frame];
        ChunkFrame.TryRead(frame.AsSpan(FrameHeader.Length), out ChunkFrame chunk);
        if (chunk.Bytes.Length == 0) return [frame];
        byte[] spoilt = [.. frame];
        spoilt[frame.Length - 1 - random.Next(chunk.Bytes.Length)] ^= 1;
        return [spoilt];
    }
}
