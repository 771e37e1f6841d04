using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>Verifies Ed25519 signatures (RFC 8032). Given to Core at construction.</summary>
public interface ISignatureVerifier
{
    /// <summary>
    /// True if the key signed the message. A malformed key or signature, of whatever length, is false and never thrown at.
    /// </summary>
    bool Verify(in PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
