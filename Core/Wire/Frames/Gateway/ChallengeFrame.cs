using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>CHALLENGE: what a node or a gateway says first on a connection. Who attaches signs it, so that nothing can be repeated.</summary>
/// <param name="Nonce">New on every connection.</param>
public readonly record struct ChallengeFrame(Nonce Nonce)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = Primitives.Nonce.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out ChallengeFrame frame)
    {
        WireReader reader = new(body);
        frame = new ChallengeFrame(reader.Nonce());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Challenge, BodyLength);
        Nonce.CopyTo(writer.Take(Primitives.Nonce.Length));
        return writer.Length;
    }
}
