using CsCheck;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

public sealed class FrameRoundTripTests
{
    private delegate FrameError Reader<T>(ReadOnlySpan<byte> body, out T frame);

    [Fact]
    public void Every_frame_gives_back_what_it_was_made_of()
    {
        RoundTrips(FrameType.Hello, FrameGens.Hello, value => FrameGens.Bytes(to => value.Frame.Write(to)), ReadHello);
        RoundTrips(FrameType.Welcome, FrameGens.Welcome, value => FrameGens.Bytes(value.Write), WelcomeFrame.TryRead);
        RoundTrips(FrameType.Resume, FrameGens.Resume, value => FrameGens.Bytes(value.Write), ResumeFrame.TryRead);
        RoundTrips(FrameType.Resumed, FrameGens.Resumed, value => FrameGens.Bytes(value.Write), ResumedFrame.TryRead);
        RoundTrips(FrameType.Request, FrameGens.Request, value => FrameGens.Bytes(value.Write), RequestFrame.TryRead);
        RoundTrips(FrameType.Anchor, FrameGens.Anchor, value => FrameGens.Bytes(value.Write), AnchorFrame.TryRead);
        RoundTrips(FrameType.Chunk, FrameGens.Chunk, value => FrameGens.Bytes(to => value.Frame.Write(to)), ReadChunk);
        RoundTrips(FrameType.Pay, FrameGens.Pay, value => FrameGens.Bytes(value.Write), PayFrame.TryRead);
        RoundTrips(FrameType.PaySigned, FrameGens.PaySigned, value => FrameGens.Bytes(value.Write), PaySignedFrame.TryRead);
        RoundTrips(FrameType.Key, FrameGens.Key, value => FrameGens.Bytes(value.Write), KeyFrame.TryRead);
        RoundTrips(FrameType.KeyRequest, FrameGens.KeyRequest, value => FrameGens.Bytes(value.Write), KeyRequestFrame.TryRead);
        RoundTrips(FrameType.KeyResponse, FrameGens.KeyResponse, value => FrameGens.Bytes(value.Write), KeyResponseFrame.TryRead);
        RoundTrips(FrameType.Close, FrameGens.Close, value => FrameGens.Bytes(value.Write), CloseFrame.TryRead);
        RoundTrips(FrameType.End, FrameGens.End, value => FrameGens.Bytes(value.Write), EndFrame.TryRead);
        RoundTrips(FrameType.Refuse, FrameGens.Refuse, value => FrameGens.Bytes(value.Write), RefuseFrame.TryRead);
    }

    [Fact]
    public void Every_frame_of_a_gateway_gives_back_what_it_was_made_of()
    {
        RoundTrips(FrameType.Challenge, GatewayFrameGens.Challenge, value => FrameGens.Bytes(value.Write), ChallengeFrame.TryRead);
        RoundTrips(FrameType.Ask, GatewayFrameGens.Ask, value => FrameGens.Bytes(value.Write), AskFrame.TryRead);
        RoundTrips(FrameType.Offer, GatewayFrameGens.Offer, value => FrameGens.Bytes(to => value.Frame.Write(to)), OfferParts.Read);
        RoundTrips(FrameType.Manifest, GatewayFrameGens.Manifest, value => FrameGens.Bytes(to => value.Frame.Write(to)), ManifestParts.Read);
        RoundTrips(FrameType.Attach, GatewayFrameGens.Attach, value => FrameGens.Bytes(value.Write), AttachFrame.TryRead);
        RoundTrips(FrameType.Open, GatewayFrameGens.Open, value => FrameGens.Bytes(value.Write), OpenFrame.TryRead);
        RoundTrips(FrameType.Attached, GatewayFrameGens.Attached, value => FrameGens.Bytes(value.Write), AttachedFrame.TryRead);
        RoundTrips(FrameType.Notify, GatewayFrameGens.Notify, value => FrameGens.Bytes(to => value.Frame.Write(to)), NotifyParts.Read);
        RoundTrips(FrameType.Noted, GatewayFrameGens.Noted, value => FrameGens.Bytes(value.Write), NotedFrame.TryRead);
        RoundTrips(FrameType.Deny, GatewayFrameGens.Deny, value => FrameGens.Bytes(value.Write), DenyFrame.TryRead);
        RoundTrips(FrameType.Revoke, GatewayFrameGens.Revoke, value => FrameGens.Bytes(value.Write), RevokeFrame.TryRead);
    }

    [Fact]
    public void A_header_may_be_read_before_its_body_is_there()
    {
        foreach (FrameType type in Enum.GetValues<FrameType>())
        {
            FrameGens.Encoded(type).Sample(
                bytes =>
                {
                    ReadOnlySpan<byte> front = bytes.AsSpan(0, FrameHeader.Length);
                    Assert.True(FrameHeader.TryRead(front, out FrameHeader header, out FrameError error));
                    Assert.Equal(new FrameHeader(type, bytes.Length - FrameHeader.Length), header);
                    Assert.Equal(FrameError.None, error);
                },
                iter: 20);
        }
    }

    [Fact]
    public void The_longest_frame_is_a_full_chunk()
    {
        foreach (FrameType type in Enum.GetValues<FrameType>())
        {
            Assert.True(FrameHeader.TryBounds(type, out int least, out int most));
            Assert.InRange(least, 1, most);
            Assert.InRange(most, least, FrameHeader.MaxBodyLength);
        }

        ChunkParts full = new(
            1, 0, default, true, default, new byte[ChunkFrame.MaxProofBytes], new byte[ChunkFrame.MaxTreeBytes],
            new byte[ChunkFrame.MaxBytes]);
        Assert.Equal(FrameHeader.MaxFrameLength, FrameGens.Bytes(to => full.Frame.Write(to)).Length);
        Assert.Equal(264_743, FrameHeader.MaxFrameLength);
    }

    private static void RoundTrips<T>(FrameType type, Gen<T> frames, Func<T, byte[]> write, Reader<T> read)
        where T : notnull =>
        frames.Sample(
            frame =>
            {
                byte[] bytes = write(frame);
                Assert.True(FrameHeader.TryRead(bytes, out FrameHeader header, out _));
                Assert.Equal((type, bytes.Length - FrameHeader.Length), (header.Type, header.BodyLength));
                Assert.Equal(FrameError.None, read(bytes.AsSpan(FrameHeader.Length), out T again));
                Assert.Equal(frame, again);
                Assert.Equal(bytes, write(again));
            },
            iter: 300);

    private static FrameError ReadHello(ReadOnlySpan<byte> body, out HelloParts parts)
    {
        FrameError error = HelloFrame.TryRead(body, out HelloFrame frame);
        parts = HelloParts.Of(frame);
        return error;
    }

    private static FrameError ReadChunk(ReadOnlySpan<byte> body, out ChunkParts parts)
    {
        FrameError error = ChunkFrame.TryRead(body, out ChunkFrame frame);
        parts = ChunkParts.Of(frame);
        return error;
    }
}
