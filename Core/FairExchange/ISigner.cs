using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>Holds a secret key and signs with it by Ed25519 (RFC 8032). Given to Core at construction.</summary>
public interface ISigner
{
    /// <summary>The key that others verify with.</summary>
    PublicKey Key { get; }

    /// <summary>Signs a message of any length: the same message always gets the same signature.</summary>
    /// <param name="signature">Takes the 64 bytes at its front.</param>
    void Sign(ReadOnlySpan<byte> message, Span<byte> signature);
}
