namespace Fleek.Scenarios.Hosts;

/// <summary>What a process of a live run does.</summary>
public enum RoleKind
{
    /// <summary>A replica of the ledger.</summary>
    Ledger,

    /// <summary>Serves contents.</summary>
    Node,

    /// <summary>Gives users grants and sessions.</summary>
    Gateway,

    /// <summary>Fetches contents: as many users as its count.</summary>
    User,
}
