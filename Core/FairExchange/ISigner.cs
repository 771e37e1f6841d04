using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>Holds a secret key and signs with it, by Ed25519 (RFC 8032): deterministic, 64 bytes. Given to Core at construction.</summary>
public interface ISigner
{
    PublicKey Key { get; }

    Signature Sign(ReadOnlySpan<byte> message);
}

/// <summary>Checks Ed25519 signatures (RFC 8032). A malformed key or signature is refused, never thrown at.</summary>
public interface ISignatureVerifier
{
    bool Verify(in PublicKey key, ReadOnlySpan<byte> message, in Signature signature);
}
