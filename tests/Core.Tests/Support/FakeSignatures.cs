using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// Signatures at the price of a hash: keyed BLAKE3 under secrets that signer and verifier share. Whoever is not in the table has
/// signed nothing.
/// </summary>
internal sealed class FakeSignatures : ISignatureVerifier
{
    private readonly Dictionary<PublicKey, byte[]> _secrets = [];

    public ISigner Signer(int name)
    {
        byte[] secret = Bytes(Blake3.Hash(BitConverter.GetBytes(name)));
        PublicKey key = new(Blake3.Hash(secret));
        _secrets[key] = secret;
        return new Holder(key, secret);
    }

    public bool Verify(in PublicKey key, ReadOnlySpan<byte> message, in Signature signature) =>
        _secrets.TryGetValue(key, out byte[]? secret) && signature == Tag(secret, message);

    private static Signature Tag(byte[] secret, ReadOnlySpan<byte> message)
    {
        Hash256 r = Blake3.KeyedHash(secret, message);
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        r.CopyTo(bytes);
        return new Signature(r, Blake3.KeyedHash(secret, bytes));
    }

    private static byte[] Bytes(in Hash256 hash)
    {
        byte[] bytes = new byte[Hash256.Length];
        hash.CopyTo(bytes);
        return bytes;
    }

    private sealed class Holder(PublicKey key, byte[] secret) : ISigner
    {
        public PublicKey Key => key;

        public Signature Sign(ReadOnlySpan<byte> message) => Tag(secret, message);
    }
}
