namespace Fleek.Core.Routing.Selection;

/// <summary>How the networks of a client and a node stand to each other, as far as the features in use tell.</summary>
public enum NetworkRelation
{
    /// <summary>Nothing is known of it.</summary>
    Unknown,
    SameAs,
    SameOrganisation,

    /// <summary>They can meet at an exchange.</summary>
    SharedExchange,

    /// <summary>A path over other networks is predicted.</summary>
    Path,
}
