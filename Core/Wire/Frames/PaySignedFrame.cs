using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>PAY-SIGNED: a signature for a unit, which pays for it and all before it.</summary>
/// <param name="Unit">From 1.</param>
/// <param name="Cumulative">What the lane has cost with that unit.</param>
/// <param name="Signature">By the device, over a <see cref="UnitTicket"/>.</param>
public readonly record struct PaySignedFrame(long Unit, Credits Cumulative, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = (2 * 8) + Signature.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out PaySignedFrame frame)
    {
        WireReader reader = new(body);
        frame = new PaySignedFrame(reader.Unit(), reader.Amount(), reader.Signature());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.PaySigned, BodyLength);
        writer.UInt63(Unit);
        writer.Amount(Cumulative);
        writer.Signature(Signature);
        return writer.Length;
    }
}
