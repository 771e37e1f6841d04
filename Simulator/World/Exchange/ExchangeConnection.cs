using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Exchange;

/// <summary>A simulated connection: both directions of a link, frames in order, and an end of each side.</summary>
internal sealed class ExchangeConnection(long id, ExchangeLane lane, ExchangeNode node, ExchangeTerms link, FramePool frames)
{
    public long Id => id;

    public ExchangeLane Lane => lane;

    public ExchangeNode Node => node;

    public ExchangeLink Up { get; } = new(link, LaneDirection.Up);

    public ExchangeLink Down { get; } = new(link, LaneDirection.Down);

    /// <summary>The client has left: nothing reaches it any more.</summary>
    public bool IsLeft { get; set; }

    /// <summary>The node takes nothing more from it, and sends nothing more on it.</summary>
    public bool IsHungUp { get; set; }

    /// <summary>Both have gone.</summary>
    public bool IsOver => IsLeft && IsHungUp;

    /// <summary>Sends a copy of a frame.</summary>
    public void Send(ExchangeLink on, Instant now, ReadOnlySpan<byte> bytes)
    {
        byte[] frame = frames.Rent(bytes.Length);
        bytes.CopyTo(frame);
        on.Send(now, frame, bytes.Length);
    }

    /// <summary>Whether nobody knows where a next frame would begin: its header is no good, or of a frame that its sender may not send.</summary>
    public static bool IsBroken(ReadOnlySpan<byte> frame, int longest) =>
        !FrameHeader.TryRead(frame, out FrameHeader header, out _) || FrameHeader.Length + header.BodyLength > longest;
}
