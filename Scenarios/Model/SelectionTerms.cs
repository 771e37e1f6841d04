namespace Fleek.Scenarios.Model;

/// <summary>What a prediction leaves out.</summary>
public enum LeftOutFeature
{
    Nothing,

    /// <summary>All that routing tables say.</summary>
    Bgp,

    SameAs,
    SameOrganisation,
    SharedExchange,
    Exit,
    Distance,

    /// <summary>Where networks say that they are, against the geo table.</summary>
    NetworkPlaces,
}

/// <summary>How the selections that predict do it.</summary>
/// <param name="Probes">Nodes that are measured before one is chosen; 0: none.</param>
public sealed record SelectionTerms(LeftOutFeature LeftOut, int Probes);
