using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>What one node has delivered to a device under a session, over all its grants.</summary>
/// <param name="Units">Chunks.</param>
/// <param name="Amount">What the device signed for them.</param>
public readonly record struct DeliveryNote(PublicKey Node, long Units, Credits Amount)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = PublicKey.Length + 8 + 8;

    public void Write(ref WireWriter writer)
    {
        writer.Key(Node);
        writer.UInt63(Units);
        writer.Amount(Amount);
    }

    public static DeliveryNote Read(ref WireReader reader) => new(reader.Key(), reader.UInt63(), reader.Amount());

    /// <summary>Their number and their bytes, each checked for its ranges.</summary>
    internal static ReadOnlySpan<byte> TakeAll(scoped ref WireReader reader)
    {
        int count = reader.Byte();
        if (count > OfferFrame.MaxNodes) reader.Fail(FrameError.PartTooLong);
        ReadOnlySpan<byte> bytes = reader.Take(count * Length);
        WireReader notes = new(bytes);
        while (!notes.Rest.IsEmpty && !notes.Failed) Read(ref notes);
        if (notes.Failed) reader.Fail(notes.Error);
        return bytes;
    }
}
