using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// Signatures for tests that make millions: a keyed hash under a secret that the verifier knows too. Whoever has not the signer cannot
/// sign, which is all that the protocol needs of them.
/// </summary>
internal sealed class FakeSignatures : ISignatureVerifier
{
    private readonly Dictionary<PublicKey, byte[]> _secrets = [];

    public ISigner Signer(string name)
    {
        byte[] secret = new byte[32];
        Blake3.Hash(System.Text.Encoding.UTF8.GetBytes("secret of " + name), secret);
        PublicKey key = new(Blake3.Hash(secret));
        _secrets[key] = secret;
        return new FakeSigner(key, secret);
    }

    public bool Verify(in PublicKey key, ReadOnlySpan<byte> message, in Signature signature) =>
        _secrets.TryGetValue(key, out byte[]? secret) && Sign(secret, message) == signature;

    private static Signature Sign(byte[] secret, ReadOnlySpan<byte> message)
    {
        Hash256 hash = Blake3.KeyedHash(secret, message);
        return new Signature(hash, hash);
    }

    private sealed class FakeSigner(PublicKey key, byte[] secret) : ISigner
    {
        public PublicKey Key => key;

        public Signature Sign(ReadOnlySpan<byte> message) => FakeSignatures.Sign(secret, message);
    }
}
