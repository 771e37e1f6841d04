using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>KEY: the key of a unit that was paid.</summary>
/// <param name="Unit">From 1.</param>
public readonly record struct KeyFrame(long Unit, Hash256 Key)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = 8 + Hash256.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out KeyFrame frame)
    {
        WireReader reader = new(body);
        frame = new KeyFrame(reader.Unit(), reader.Hash());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Key, BodyLength);
        writer.UInt63(Unit);
        writer.Hash(Key);
        return writer.Length;
    }
}
