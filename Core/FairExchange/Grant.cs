using System;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// GRANT: a payer lets a device spend from its account, within caps. The payer signs it; the device shows it to each node.
/// </summary>
/// <param name="Chain">The ledger on which it counts.</param>
/// <param name="Payer">The account's key, which signs.</param>
/// <param name="Device">Signs tickets; has no account of its own.</param>
/// <param name="EpochFrom">First epoch in which it may be spent; to and with <paramref name="EpochTo"/>.</param>
/// <param name="MaxSpend">Most that all nodes together are credited under it.</param>
/// <param name="MaxSpendPerNode">
/// Most that one node may serve under it; zero leaves it out, and the node weighs what is left of <paramref name="MaxSpend"/>.
/// </param>
/// <param name="MaxUnitPrice">Most for one chunk.</param>
/// <param name="Scope">Which nodes may redeem it.</param>
/// <param name="Lanes">Lanes at each node, numbered from 0.</param>
/// <param name="NotAfter">By the node's clock, at PAY.</param>
/// <param name="Nonce">Tells grants of equal terms apart.</param>
public readonly record struct Grant(
    Hash256 Chain, PublicKey Payer, PublicKey Device, long EpochFrom, long EpochTo, Credits MaxSpend, Credits MaxSpendPerNode,
    Credits MaxUnitPrice, NodeScope Scope, int Lanes, Instant NotAfter, Nonce Nonce)
{
    /// <summary>The length of the body in bytes.</summary>
    public const int Length = (3 * Hash256.Length) + (2 * 8) + (3 * 8) + NodeScope.Length + 2 + 8 + Nonce.Length;

    /// <summary>The name of this grant on the ledger: every field and nothing else decides it.</summary>
    public Hash256 Id()
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        Write(message, Domain.GrantId);
        return Blake3.Hash(message);
    }

    public Signature Sign(ISigner payer)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        Write(message, Domain.Grant);
        return payer.Sign(message);
    }

    public bool IsSignedBy(in Signature signature, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        Write(message, Domain.Grant);
        return verifier.Verify(Payer, message, signature);
    }

    public void Write(ref WireWriter writer)
    {
        writer.Hash(Chain);
        writer.Key(Payer);
        writer.Key(Device);
        writer.UInt63(EpochFrom);
        writer.UInt63(EpochTo);
        writer.Amount(MaxSpend);
        writer.Amount(MaxSpendPerNode);
        writer.Amount(MaxUnitPrice);
        Scope.Write(ref writer);
        writer.UInt16(Lanes);
        writer.Time(NotAfter);
        Nonce.CopyTo(writer.Take(Nonce.Length));
    }

    public static Grant Read(ref WireReader reader) => new(
        reader.Hash(), reader.Key(), reader.Key(), reader.UInt63(), reader.UInt63(), reader.Amount(), reader.Amount(),
        reader.Amount(), NodeScope.Read(ref reader), reader.UInt16(), reader.Time(), reader.Nonce());

    private void Write(Span<byte> message, ReadOnlySpan<byte> domain)
    {
        WireWriter writer = new(message);
        writer.Bytes(domain);
        Write(ref writer);
    }
}

/// <summary>A grant with its payer's signature, as a device shows it and the ledger registers it.</summary>
public readonly record struct SignedGrant(Grant Grant, Signature Signature)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = Grant.Length + Signature.Length;

    public void Write(ref WireWriter writer)
    {
        Grant.Write(ref writer);
        writer.Signature(Signature);
    }

    public static SignedGrant Read(ref WireReader reader) => new(Grant.Read(ref reader), reader.Signature());

    public bool IsValid(ISignatureVerifier verifier) => Grant.IsSignedBy(Signature, verifier);
}
