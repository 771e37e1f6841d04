using System;

namespace Fleek.Core.Wire;

/// <summary>
/// The eight bytes before every body: version, type, two reserved bytes that are zero, and the body's length. What it allows
/// bounds what a driver waits for and the buffer it keeps.
/// </summary>
/// <param name="BodyLength">In bytes, within the bounds of the type.</param>
public readonly record struct FrameHeader(FrameType Type, int BodyLength)
{
    /// <summary>The version that this codec speaks.</summary>
    public const byte Version = 1;

    /// <summary>The length in bytes.</summary>
    public const int Length = 8;

    /// <summary>No body of any type is longer, in bytes.</summary>
    public const int MaxBodyLength = ChunkFrame.MaxBodyLength;

    /// <summary>No frame is longer, in bytes.</summary>
    public const int MaxFrameLength = Length + MaxBodyLength;

    /// <summary>Reads the header at the front of <paramref name="source"/>, which may go on behind it.</summary>
    /// <returns>Whether <paramref name="error"/> is <see cref="FrameError.None"/>.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out FrameHeader header, out FrameError error)
    {
        WireReader reader = new(source);
        byte version = reader.Byte();
        FrameType type = (FrameType)reader.Byte();
        int reserved = reader.UInt16();
        long length = reader.UInt32();
        error = reader.Error != FrameError.None ? reader.Error
            : version != Version ? FrameError.UnknownVersion
            : !TryBounds(type, out int least, out int most) ? FrameError.UnknownType
            : reserved != 0 ? FrameError.ReservedBits
            : length < least || length > most ? FrameError.LengthOutOfBounds
            : FrameError.None;
        header = error == FrameError.None ? new FrameHeader(type, (int)length) : default;
        return error == FrameError.None;
    }

    /// <summary>The shortest and the longest body of a type in bytes; false if there is no such type.</summary>
    public static bool TryBounds(FrameType type, out int least, out int most)
    {
        (least, most) = type switch
        {
            FrameType.Hello => (HelloFrame.MinBodyLength, HelloFrame.MaxBodyLength),
            FrameType.Welcome => Exactly(WelcomeFrame.BodyLength),
            FrameType.Resume => Exactly(ResumeFrame.BodyLength),
            FrameType.Resumed => (ResumedFrame.MinBodyLength, ResumedFrame.MaxBodyLength),
            FrameType.Request => Exactly(RequestFrame.BodyLength),
            FrameType.Anchor => Exactly(AnchorFrame.BodyLength),
            FrameType.Chunk => (ChunkFrame.MinBodyLength, ChunkFrame.MaxBodyLength),
            FrameType.Pay => Exactly(PayFrame.BodyLength),
            FrameType.PaySigned => Exactly(PaySignedFrame.BodyLength),
            FrameType.Key => Exactly(KeyFrame.BodyLength),
            FrameType.KeyRequest => Exactly(KeyRequestFrame.BodyLength),
            FrameType.KeyResponse => Exactly(KeyResponseFrame.BodyLength),
            FrameType.Close => Exactly(CloseFrame.BodyLength),
            FrameType.End => Exactly(EndFrame.BodyLength),
            FrameType.Refuse => Exactly(RefuseFrame.BodyLength),
            FrameType.Challenge => Exactly(ChallengeFrame.BodyLength),
            FrameType.Ask => Exactly(AskFrame.BodyLength),
            FrameType.Offer => (OfferFrame.MinBodyLength, OfferFrame.MaxBodyLength),
            FrameType.Manifest => (ManifestFrame.MinBodyLength, ManifestFrame.MaxBodyLength),
            FrameType.Attach => Exactly(AttachFrame.BodyLength),
            FrameType.Open => Exactly(OpenFrame.BodyLength),
            FrameType.Attached => Exactly(AttachedFrame.BodyLength),
            FrameType.Notify => (NotifyFrame.MinBodyLength, NotifyFrame.MaxBodyLength),
            FrameType.Noted => Exactly(NotedFrame.BodyLength),
            FrameType.Deny => Exactly(DenyFrame.BodyLength),
            FrameType.Revoke => Exactly(RevokeFrame.BodyLength),
            _ => (0, 0),
        };
        return most > 0;
    }

    /// <summary>Writes a header; the body follows in the same writer.</summary>
    internal static WireWriter Begin(Span<byte> destination, FrameType type, int bodyLength)
    {
        WireWriter writer = new(destination);
        writer.Byte(Version);
        writer.Byte((byte)type);
        writer.UInt16(0);
        writer.UInt32(bodyLength);
        return writer;
    }

    private static (int Least, int Most) Exactly(int length) => (length, length);
}
