namespace Fleek.Core.Routing.Graph;

/// <summary>What two neighbouring ASes are to each other (Gao, "On inferring autonomous system relationships", 2001).</summary>
public enum AsRelationship
{
    /// <summary>The first carries the second's packets to everybody, for money.</summary>
    ProviderToCustomer,

    /// <summary>Each carries the other's packets to its own customers.</summary>
    PeerToPeer,

    /// <summary>Each carries the other's packets to everybody: networks of one owner.</summary>
    Sibling,
}
