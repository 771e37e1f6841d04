using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Delivery;

/// <summary>What a party signs and draws with.</summary>
/// <param name="Secret">Of nodes: what chunk keys come from.</param>
internal readonly record struct NodeKeys(ISigner Signer, ISignatureVerifier Verifier, IRandomBytes Random, Hash256 Secret);
