using System;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// What an Ed25519 key signs for a TLS certificate, so that who is known by that key can be known on a link. The certificate's own key
/// lives in one process for days; who stole it could pass for its owner no longer than the statement says.
/// </summary>
/// <param name="CertificateKey">BLAKE3 of the certificate's public key, as its SubjectPublicKeyInfo has it.</param>
/// <param name="NotBeforeSeconds">Begin of validity, in seconds since 1970.</param>
/// <param name="NotAfterSeconds">End of validity, in seconds since 1970.</param>
public readonly record struct LinkStatement(Hash256 CertificateKey, long NotBeforeSeconds, long NotAfterSeconds)
{
    private const int MessageLength = Domain.Length + Hash256.Length + (2 * sizeof(ulong));

    public Signature Sign(ISigner signer)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message);
        return signer.Sign(message);
    }

    public bool IsSignedBy(in PublicKey key, in Signature signature, ISignatureVerifier verifier)
    {
        if (NotBeforeSeconds < 0 || NotAfterSeconds < 0) return false;
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message);
        return verifier.Verify(key, message, signature);
    }

    private void WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Link);
        writer.Hash(CertificateKey);
        writer.UInt63(NotBeforeSeconds);
        writer.UInt63(NotAfterSeconds);
    }
}
