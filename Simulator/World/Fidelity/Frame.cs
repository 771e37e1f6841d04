using System.Buffers;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Fidelity;

/// <summary>A frame under way, in borrowed memory.</summary>
/// <param name="Type">As its header says.</param>
/// <param name="Number">The unit that it is about, as the endpoint numbered its effect.</param>
internal readonly record struct Frame(FrameType Type, long Number, byte[] Buffer, int Length)
{
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>Takes a frame over from an array of <see cref="ArrayPool{T}.Shared"/>.</summary>
    public static Frame Of(long number, byte[] buffer, int length) => new((FrameType)buffer[1], number, buffer, length);

    public static Frame Copy(long number, ReadOnlySpan<byte> bytes)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(buffer);
        return Of(number, buffer, bytes.Length);
    }

    /// <summary>Gives the memory back; the frame must not be read again.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(Buffer);

    /// <summary>The frame that a message of the model is in.</summary>
    public static FrameType TypeOf(MessageKind kind) => kind switch
    {
        MessageKind.Hello => FrameType.Hello,
        MessageKind.Welcome => FrameType.Welcome,
        MessageKind.Refuse => FrameType.Refuse,
        MessageKind.Anchor => FrameType.Anchor,
        MessageKind.Request => FrameType.Request,
        MessageKind.Chunk => FrameType.Chunk,
        MessageKind.Pay => FrameType.Pay,
        MessageKind.Key => FrameType.Key,
        MessageKind.Close => FrameType.Close,
        _ => FrameType.End,
    };
}
