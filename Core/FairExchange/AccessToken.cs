using System;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// Binds the two sides of a session: the payer, whose grants pay, and the device, which receives. A gateway signs it. It is no secret:
/// who shows it proves that it holds the key of one of the two.
/// </summary>
/// <param name="Chain">The ledger on which the session pays.</param>
/// <param name="Gateway">Who signed it.</param>
/// <param name="Session">The gateway's name of the session.</param>
/// <param name="Payer">The account that pays.</param>
/// <param name="Device">Who receives, and signs tickets.</param>
/// <param name="NotBefore">By the clock of who is shown it, less its skew.</param>
/// <param name="NotAfter">By the clock of who is shown it, more its skew.</param>
public readonly record struct AccessToken(
    Hash256 Chain, PublicKey Gateway, Hash256 Session, PublicKey Payer, PublicKey Device, Instant NotBefore, Instant NotAfter)
{
    /// <summary>The length of the body in bytes.</summary>
    public const int Length = (5 * Hash256.Length) + (2 * 8);

    private const int AttachLength = Domain.Length + PublicKey.Length + Nonce.Length + Length;

    public SignedAccessToken SignedBy(ISigner gateway)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        WriteMessage(message);
        return new SignedAccessToken(this, gateway.Sign(message));
    }

    public bool IsSigned(in Signature signature, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        WriteMessage(message);
        return verifier.Verify(Gateway, message, signature);
    }

    /// <summary>Whether its time has begun and is not over.</summary>
    public bool IsCurrent(Instant now, Duration skew) =>
        Distance(NotBefore, now) <= skew.Nanoseconds && Distance(now, NotAfter) <= skew.Nanoseconds;

    /// <summary>What the device signs to attach: that it is there now, at this other side.</summary>
    /// <param name="acceptor">The node or gateway.</param>
    /// <param name="challenge">Of this connection.</param>
    public Signature Attach(in PublicKey acceptor, Nonce challenge, ISigner device)
    {
        Span<byte> message = stackalloc byte[AttachLength];
        WriteAttach(message, acceptor, challenge);
        return device.Sign(message);
    }

    public bool IsAttached(in PublicKey acceptor, Nonce challenge, in Signature signature, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[AttachLength];
        WriteAttach(message, acceptor, challenge);
        return verifier.Verify(Device, message, signature);
    }

    /// <summary>What the payer signs to open a session at a node.</summary>
    /// <param name="challenge">Of this connection.</param>
    /// <param name="grantId">Under which the device is served.</param>
    public Signature Open(in PublicKey node, Nonce challenge, in Hash256 grantId, ISigner payer)
    {
        Span<byte> message = stackalloc byte[AttachLength + Hash256.Length];
        WriteOpen(message, node, challenge, grantId);
        return payer.Sign(message);
    }

    public bool IsOpened(in PublicKey node, Nonce challenge, in Hash256 grantId, in Signature signature, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[AttachLength + Hash256.Length];
        WriteOpen(message, node, challenge, grantId);
        return verifier.Verify(Payer, message, signature);
    }

    public void Write(ref WireWriter writer)
    {
        writer.Hash(Chain);
        writer.Key(Gateway);
        writer.Hash(Session);
        writer.Key(Payer);
        writer.Key(Device);
        writer.Time(NotBefore);
        writer.Time(NotAfter);
    }

    public static AccessToken Read(ref WireReader reader) => new(
        reader.Hash(), reader.Key(), reader.Hash(), reader.Key(), reader.Key(), reader.Time(), reader.Time());

    /// <summary>How much later the first is. No two times of the wire are further apart than 63 bits.</summary>
    private static long Distance(Instant later, Instant at) => later.Nanoseconds - at.Nanoseconds;

    private void WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.AccessToken);
        Write(ref writer);
    }

    private void WriteAttach(Span<byte> message, in PublicKey acceptor, Nonce challenge)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Attach);
        writer.Key(acceptor);
        challenge.CopyTo(writer.Take(Nonce.Length));
        Write(ref writer);
    }

    private void WriteOpen(Span<byte> message, in PublicKey node, Nonce challenge, in Hash256 grantId)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Open);
        writer.Key(node);
        challenge.CopyTo(writer.Take(Nonce.Length));
        Write(ref writer);
        writer.Hash(grantId);
    }
}

/// <summary>A token with its gateway's signature.</summary>
public readonly record struct SignedAccessToken(AccessToken Token, Signature Signature)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = AccessToken.Length + Signature.Length;

    public void Write(ref WireWriter writer)
    {
        Token.Write(ref writer);
        writer.Signature(Signature);
    }

    public static SignedAccessToken Read(ref WireReader reader) => new(AccessToken.Read(ref reader), reader.Signature());

    public bool IsValid(ISignatureVerifier verifier) => Token.IsSigned(Signature, verifier);
}
