using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using NSec.Cryptography;
using PublicKey = Fleek.Core.Primitives.PublicKey;

namespace Fleek.Sim.Adapters.Cryptography;

/// <summary>
/// Signs with Ed25519 (RFC 8032) by libsodium. The secret key lives in memory that libsodium guards and wipes when this is
/// disposed. Signing allocates nothing.
/// </summary>
public sealed class Ed25519Signer : ISigner, IDisposable
{
    /// <summary>Bytes of the seed that a secret key is made of.</summary>
    public const int SeedBytes = 32;

    private readonly Key _key;

    /// <param name="seed">32 secret bytes, which the caller may wipe afterwards: the "private key" of RFC 8032, 5.1.5.</param>
    /// <exception cref="ArgumentException">The seed has another length.</exception>
    public Ed25519Signer(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedBytes) throw new ArgumentException("a seed has 32 bytes", nameof(seed));
        _key = NSec.Cryptography.Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        Key = PublicKey.FromBytes(_key.Export(KeyBlobFormat.RawPublicKey));
    }

    public PublicKey Key { get; }

    public Signature Sign(ReadOnlySpan<byte> message)
    {
        Span<byte> signature = stackalloc byte[Signature.Length];
        Sign(message, signature);
        return Signature.FromBytes(signature);
    }

    /// <summary>The same, into the first 64 bytes of a buffer.</summary>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature) =>
        SignatureAlgorithm.Ed25519.Sign(_key, message, signature[..Signature.Length]);

    public void Dispose() => _key.Dispose();
}
