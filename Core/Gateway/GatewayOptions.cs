using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>How a gateway does business.</summary>
/// <param name="Chain">The ledger on which its grants count.</param>
/// <param name="Terms">What it grants to whom.</param>
/// <param name="Secret">Of the draw of nodes. Who knows it can steer the draw.</param>
public sealed record GatewayOptions(Hash256 Chain, GatewayTerms Terms, Hash256 Secret);
