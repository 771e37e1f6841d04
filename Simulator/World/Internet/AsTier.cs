namespace Fleek.Sim.World.Internet;

/// <summary>What an autonomous system lives from: it decides where it is, whom it pays and whom it peers with.</summary>
public enum AsTier
{
    /// <summary>Pays nobody, and peers with all others of its kind.</summary>
    Clique,

    /// <summary>Sells transit: in a country, a region or several.</summary>
    Transit,

    /// <summary>Connects households, and small networks beside them.</summary>
    Access,

    /// <summary>Sends what households ask for; the largest are in many cities.</summary>
    Content,

    /// <summary>Buys transit for itself alone.</summary>
    Stub,
}
