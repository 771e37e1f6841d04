namespace Fleek.Core.Incentives;

/// <summary>Whether a node takes part, and what it has asked for.</summary>
public enum Participation
{
    No,
    Yes,

    /// <summary>It takes part from the next epoch on.</summary>
    OptedIn,

    /// <summary>It takes no part from the next epoch on.</summary>
    OptedOut,
}
