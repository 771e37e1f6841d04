using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// ASK: a device asks a gateway for a session at a site. The same ASK again is answered with the same offer, so that it can be repeated
/// by who lost the answer, and gains nothing for who only heard it.
/// </summary>
/// <param name="Chain">The ledger on which it would pay.</param>
/// <param name="Gateway">Whom it is meant for.</param>
/// <param name="Device">Would sign tickets; signs this.</param>
/// <param name="Site">Whose content is wanted.</param>
/// <param name="KnownManifest">The manifest that the device has; zero if it has none.</param>
/// <param name="At">By the device's clock: an old ASK is refused.</param>
/// <param name="Nonce">Tells asks of one device apart.</param>
/// <param name="Signature">By the device, over all fields before.</param>
public readonly record struct AskFrame(
    Hash256 Chain, PublicKey Gateway, PublicKey Device, Hash256 Site, Hash256 KnownManifest, Instant At, Nonce Nonce, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = TermsLength + Primitives.Signature.Length;

    private const int TermsLength = (5 * Hash256.Length) + 8 + Primitives.Nonce.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out AskFrame frame)
    {
        WireReader reader = new(body);
        frame = new AskFrame(
            reader.Hash(), reader.Key(), reader.Key(), reader.Hash(), reader.Hash(), reader.Time(), reader.Nonce(), reader.Signature());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Ask, BodyLength);
        WriteTerms(ref writer);
        writer.Signature(Signature);
        return writer.Length;
    }

    /// <summary>The same with the device's signature.</summary>
    public AskFrame SignedBy(ISigner device)
    {
        Span<byte> message = stackalloc byte[Domain.Length + TermsLength];
        WriteMessage(message);
        return this with { Signature = device.Sign(message) };
    }

    /// <summary>Whether <see cref="Signature"/> is the device's.</summary>
    public bool IsSigned(ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[Domain.Length + TermsLength];
        WriteMessage(message);
        return verifier.Verify(Device, message, Signature);
    }

    private void WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Ask);
        WriteTerms(ref writer);
    }

    private void WriteTerms(ref WireWriter writer)
    {
        writer.Hash(Chain);
        writer.Key(Gateway);
        writer.Key(Device);
        writer.Hash(Site);
        writer.Hash(KnownManifest);
        writer.Time(At);
        Nonce.CopyTo(writer.Take(Primitives.Nonce.Length));
    }
}
