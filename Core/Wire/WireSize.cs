using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// Bytes of each message as a frame of FX-256 (docs/protocol.md), for scenarios that make no frames: what the modelled cryptography
/// stands on. HELLO has the empty path of a grant for any node; a chunk is the next of its request, and signed.
/// </summary>
public static class WireSize
{
    /// <summary>Size of a message in bytes; <paramref name="chunkBytes"/> is the payload of a chunk.</summary>
    public static long Of(MessageKind kind, long chunkBytes) => kind switch
    {
        MessageKind.Hello => FrameHeader.Length + HelloFrame.MinBodyLength,
        MessageKind.Welcome => FrameHeader.Length + WelcomeFrame.BodyLength,
        MessageKind.Refuse => FrameHeader.Length + RefuseFrame.BodyLength,
        MessageKind.Anchor => FrameHeader.Length + AnchorFrame.BodyLength,
        MessageKind.Request => FrameHeader.Length + RequestFrame.BodyLength,
        MessageKind.Chunk => FrameHeader.Length + ChunkFrame.MinBodyLength + Signature.Length + TreeBytes(chunkBytes) + chunkBytes,
        MessageKind.Pay => FrameHeader.Length + PayFrame.BodyLength,
        MessageKind.Key => FrameHeader.Length + KeyFrame.BodyLength,
        MessageKind.Close => FrameHeader.Length + CloseFrame.BodyLength,
        MessageKind.End => FrameHeader.Length + EndFrame.BodyLength,
        _ => 0,
    };

    /// <summary>Two hashes for each inner node over the groups of a chunk, which a scenario may make larger than a block.</summary>
    private static long TreeBytes(long chunkBytes) =>
        chunkBytes <= GroupTree.GroupBytes ? 0 : (chunkBytes - 1) / GroupTree.GroupBytes * 2 * Hash256.Length;
}
