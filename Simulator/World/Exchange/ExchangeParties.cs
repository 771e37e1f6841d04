using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Exchange;

/// <summary>Who exchanges: keys, secrets and randomness of both sides, as their owners would have them.</summary>
/// <param name="Payer">Owns the account.</param>
/// <param name="Device">Signs tickets under the payer's grant.</param>
/// <param name="Node">Serves, and has a stake.</param>
/// <param name="Verifier">Used by both sides and the ledger in turn.</param>
/// <param name="NodeSecret">What chunk keys come from.</param>
/// <param name="NodeRandom">The node's nonces.</param>
/// <param name="ClientRandom">The client's nonces, and the seeds of its ticket chains.</param>
public sealed record ExchangeParties(
    ISigner Payer, ISigner Device, ISigner Node, ISignatureVerifier Verifier, Hash256 NodeSecret, IRandomBytes NodeRandom,
    IRandomBytes ClientRandom);
