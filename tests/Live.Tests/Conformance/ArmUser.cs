using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;

namespace Fleek.Tests.Live.Conformance;

/// <summary>A payer of a play.</summary>
internal sealed record ArmUser(Ed25519Signer Payer, Ed25519Signer Device, SignedGrant Grant, PublicKey[]? Scope)
{
    public Hash256 Id { get; } = Grant.Grant.Id();
}
