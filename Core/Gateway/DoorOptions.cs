using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>How a node lets sessions of gateways in.</summary>
/// <param name="Chain">The ledger on which it is paid.</param>
public sealed record DoorOptions(Hash256 Chain)
{
    /// <summary>How far a gateway's clock may be off when a token begins or ends.</summary>
    public Duration ClockSkew { get; init; } = Duration.FromSeconds(30L);

    /// <summary>How long a session is remembered while neither side is connected: a device that changes networks comes back.</summary>
    public Duration Linger { get; init; } = Duration.FromSeconds(60L);

    /// <summary>Sessions that are remembered: what others can make a node keep.</summary>
    public int MaxSessions { get; init; } = 100_000;

    /// <summary>Grants of one session that its primary side has opened, the last ones.</summary>
    public int MaxGrants { get; init; } = 8;
}
