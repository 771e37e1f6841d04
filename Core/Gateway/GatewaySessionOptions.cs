using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>What a device knows before it asks.</summary>
/// <param name="Chain">The ledger.</param>
/// <param name="Gateway">Whose offers it takes.</param>
/// <param name="Site">Whose content it wants.</param>
/// <param name="Owner">Who signs the site's manifest.</param>
/// <param name="MaxUnitPrice">Most that it would pay for a chunk.</param>
public sealed record GatewaySessionOptions(Hash256 Chain, PublicKey Gateway, Hash256 Site, PublicKey Owner, Credits MaxUnitPrice)
{
    /// <summary>How far the gateway's clock may be off when a token or grant begins or ends.</summary>
    public Duration ClockSkew { get; init; } = Duration.FromSeconds(30L);
}
