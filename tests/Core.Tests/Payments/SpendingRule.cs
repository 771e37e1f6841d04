namespace Fleek.Tests.Core;

/// <summary>By what the nodes of a <see cref="SpendingSchedule"/> decide to serve.</summary>
internal enum SpendingRule
{
    /// <summary>Leases from the log: theorem T5.</summary>
    Lease,

    /// <summary>A fixed share of the account: theorem T4.</summary>
    StaticCap,

    /// <summary>A share of what is visible that refills: not a theorem, T4'.</summary>
    RefillingCap,

    /// <summary>Leases, and nodes that come back from a restart without knowing what they gave back.</summary>
    ForgetfulLease,
}
