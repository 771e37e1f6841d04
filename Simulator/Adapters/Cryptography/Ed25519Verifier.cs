using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using NSec.Cryptography;
using DecodedKey = NSec.Cryptography.PublicKey;
using PublicKey = Fleek.Core.Primitives.PublicKey;

namespace Fleek.Sim.Adapters.Cryptography;

/// <summary>
/// Verifies Ed25519 signatures (RFC 8032) by libsodium, whose rule is the strict one: S below the group order, and no key or R
/// of small order or in a second encoding. Decoded keys are kept, so that verifying for the same keys allocates nothing.
/// </summary>
/// <remarks>Its cache belongs to one thread: give each thread a verifier of its own.</remarks>
public sealed class Ed25519Verifier : ISignatureVerifier
{
    /// <summary>Keys that are kept unless the caller says otherwise.</summary>
    public const int DefaultKeptKeys = 4096;

    private readonly int _half;

    // Two generations: what is used moves to the young one; when that is full, the old one, unused since, is forgotten.
    private Dictionary<PublicKey, DecodedKey> _young, _old;

    /// <param name="keptKeys">
    /// At least 2. Any working set of up to half as many keys stays; memory is bounded by all of them, whatever keys come.
    /// </param>
    public Ed25519Verifier(int keptKeys = DefaultKeptKeys)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keptKeys, 2);
        _half = keptKeys / 2;
        _young = new(_half);
        _old = new(_half);
    }

    /// <summary>Decoded keys that are kept at present.</summary>
    internal int Kept => _young.Count + _old.Count;

    public bool Verify(in PublicKey key, ReadOnlySpan<byte> message, in Signature signature)
    {
        Span<byte> bytes = stackalloc byte[Signature.Length];
        signature.CopyTo(bytes);
        return Verify(key, message, bytes);
    }

    /// <summary>The same for a signature of any length: one that has not 64 bytes is false.</summary>
    public bool Verify(in PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Signature.Length) return false;
        return Decode(key) is { } decoded && SignatureAlgorithm.Ed25519.Verify(decoded, message, signature);
    }

    private DecodedKey? Decode(in PublicKey key)
    {
        if (_young.TryGetValue(key, out DecodedKey? decoded)) return decoded;
        if (!_old.Remove(key, out decoded) || decoded is null)
        {
            Span<byte> bytes = stackalloc byte[PublicKey.Length];
            key.CopyTo(bytes);
            // A malformed key is not kept: who sends one pays for it each time, and pushes nobody's key out.
            DecodedKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out decoded);
            if (decoded is null) return null;
        }

        if (_young.Count == _half)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }

        _young.Add(key, decoded);
        return decoded;
    }
}
