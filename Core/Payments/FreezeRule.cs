namespace Fleek.Core.Payments;

/// <summary>How a node decides whether a payer may be sent the next chunk.</summary>
public enum FreezeRuleKind
{
    /// <summary>The rule of this project: visible balance - own pending - sent and unpaid - price >= threshold.</summary>
    OwnPending,

    /// <summary>Looks at the common visible balance alone: visible balance - price >= threshold. For comparison and for closed forms.</summary>
    CommonView,

    /// <summary>
    /// UNSAFE, kept as the counter-example T4': own pending + sent and unpaid + price &lt;= (visible balance - threshold) / population.
    /// It refills after every commit, so the payer's other nodes can spend the same money again.
    /// </summary>
    RefillingCap,
}
