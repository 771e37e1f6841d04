using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;
using PublicKey = Fleek.Core.Primitives.PublicKey;

namespace Fleek.Sim.Live.Identity;

/// <summary>
/// The certificates by which parties know each other on TLS: self-signed, ECDSA P-256, good for 13 days, with an extension in which the
/// party's Ed25519 key answers for the certificate's key and validity. Nobody else issues or revokes anything.
/// </summary>
internal static class LinkCertificate
{
    /// <summary>Certificates begin so long before they are made: clocks differ.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromHours(1);

    /// <summary>How long one is good from when it is made.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(13);

    /// <summary>An OID made of a UUID (ITU-T X.667), so that no registry is needed.</summary>
    public const string ExtensionOid = "2.25.241970133917653088410953420172316570337";

    private const int ContentBytes = PublicKey.Length + Signature.Length;

    /// <summary>Makes a certificate, its own new key included.</summary>
    public static X509Certificate2 Make(ISigner signer, DateTimeOffset now)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = WholeSeconds(now - Early), to = WholeSeconds(now + Lifetime);
        CertificateRequest request = new("CN=fleek", key, HashAlgorithmName.SHA256);
        LinkStatement statement = new(
            Blake3.Hash(request.PublicKey.ExportSubjectPublicKeyInfo()), from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        request.CertificateExtensions.Add(Extension(signer.Key, statement.Sign(signer)));
        return request.CreateSelfSigned(from, to);
    }

    internal static X509Extension Extension(in PublicKey key, in Signature signature)
    {
        byte[] content = new byte[ContentBytes];
        key.CopyTo(content);
        signature.CopyTo(content.AsSpan(PublicKey.Length));
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteOctetString(content);
        return new X509Extension(ExtensionOid, writer.Encode(), critical: false);
    }

    /// <summary>Whose certificate it is, or why it is nobody's.</summary>
    /// <param name="peer">The key that it names and that signed for it; default if there is none.</param>
    public static LinkRefusal Check(X509Certificate? shown, DateTimeOffset now, out PublicKey peer)
    {
        peer = default;
        if (shown is null) return LinkRefusal.NoCertificate;
        using X509Certificate2? loaded = shown is X509Certificate2 ? null : X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        X509Certificate2 certificate = loaded ?? (X509Certificate2)shown;
        if (certificate.Extensions[ExtensionOid] is not { } extension) return LinkRefusal.NoExtension;
        if (!TryRead(extension.RawData, out PublicKey key, out Signature signature)) return LinkRefusal.MalformedExtension;
        DateTimeOffset from = certificate.NotBefore, to = certificate.NotAfter;
        LinkStatement statement = new(
            Blake3.Hash(certificate.PublicKey.ExportSubjectPublicKeyInfo()), from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        if (!statement.IsSignedBy(key, signature, new Ed25519Verifier(keptKeys: 2))) return LinkRefusal.WrongSignature;
        peer = key;
        if (now < from) return LinkRefusal.NotYetValid;
        return now > to ? LinkRefusal.Expired : LinkRefusal.None;
    }

    private static bool TryRead(ReadOnlyMemory<byte> encoded, out PublicKey key, out Signature signature)
    {
        (key, signature) = (default, default);
        if (!AsnDecoder.TryReadPrimitiveOctetString(encoded.Span, AsnEncodingRules.DER, out ReadOnlySpan<byte> content, out int read)
            || read != encoded.Length || content.Length != ContentBytes)
            return false;
        key = PublicKey.FromBytes(content);
        signature = Signature.FromBytes(content[PublicKey.Length..]);
        return true;
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
