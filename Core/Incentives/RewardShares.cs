using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>How revenue and newly issued tokens are divided, in percent of each pot.</summary>
public sealed record RewardShares
{
    /// <exception cref="InvariantViolationException">A share is negative, or they are not 100 together.</exception>
    public RewardShares(int nodePercent = 80, int servicePercent = 20, int protocolPercent = 0)
    {
        Invariant.Require(
            nodePercent >= 0 && servicePercent >= 0 && protocolPercent >= 0 && nodePercent + servicePercent + protocolPercent == 100,
            "rewards: shares are not a whole of 100 percent");
        (NodePercent, ServicePercent, ProtocolPercent) = (nodePercent, servicePercent, protocolPercent);
    }

    public int NodePercent { get; }

    public int ServicePercent { get; }

    public int ProtocolPercent { get; }
}
