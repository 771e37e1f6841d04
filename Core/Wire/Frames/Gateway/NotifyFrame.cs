using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// NOTIFY: what each node has delivered to a device since its session began. Cumulative, so that it may be lost, repeated or come out of
/// order. The entries' bytes stay where they were read.
/// </summary>
public readonly ref struct NotifyFrame
{
    /// <summary>In bytes: about no node.</summary>
    public const int MinBodyLength = Hash256.Length + 4 + 1 + 1 + Signature.Length;

    /// <summary>In bytes: about as many nodes as an offer can name.</summary>
    public const int MaxBodyLength = MinBodyLength + (OfferFrame.MaxNodes * DeliveryNote.Length);

    private const int MaxMessageLength = Domain.Length + Hash256.Length + MaxBodyLength - Signature.Length;

    public required Hash256 Session { get; init; }

    /// <summary>The last grant of the session that the device holds, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Whether the next grant is wanted.</summary>
    public required bool WantsMore { get; init; }

    /// <summary>A <see cref="DeliveryNote"/> for each node, in any order.</summary>
    public required ReadOnlySpan<byte> Notes { get; init; }

    /// <summary>By the session's device, over the ledger and all fields before.</summary>
    public Signature Signature { get; init; }

    public int Count => Notes.Length / DeliveryNote.Length;

    /// <summary>In bytes.</summary>
    public int BodyLength => MinBodyLength + Notes.Length;

    /// <summary>What is said of one node.</summary>
    public DeliveryNote this[int index]
    {
        get
        {
            WireReader reader = new(Notes.Slice(index * DeliveryNote.Length, DeliveryNote.Length));
            return DeliveryNote.Read(ref reader);
        }
    }

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out NotifyFrame frame)
    {
        WireReader reader = new(body);
        frame = new NotifyFrame
        {
            Session = reader.Hash(),
            Number = reader.Units(),
            WantsMore = reader.Choice(1) == 1,
            Notes = DeliveryNote.TakeAll(ref reader),
            Signature = reader.Signature(),
        };
        FrameError error = reader.Finish();
        if (error != FrameError.None) frame = default;
        return error;
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Notify, BodyLength);
        WriteTerms(ref writer);
        writer.Signature(Signature);
        return writer.Length;
    }

    /// <summary>The device's signature over all fields before it; the present one does not matter.</summary>
    public Signature Sign(in Hash256 chain, ISigner device)
    {
        Span<byte> message = stackalloc byte[MaxMessageLength];
        return device.Sign(message[..WriteMessage(chain, message)]);
    }

    public bool IsSignedBy(in Hash256 chain, in PublicKey device, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[MaxMessageLength];
        return verifier.Verify(device, message[..WriteMessage(chain, message)], Signature);
    }

    private int WriteMessage(in Hash256 chain, Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Notify);
        writer.Hash(chain);
        WriteTerms(ref writer);
        return writer.Length;
    }

    private void WriteTerms(ref WireWriter writer)
    {
        writer.Hash(Session);
        writer.UInt32(Number);
        writer.Byte(WantsMore ? (byte)1 : (byte)0);
        writer.Byte((byte)Count);
        writer.Bytes(Notes);
    }
}
