using Fleek.Core.Routing.Graph;

namespace Fleek.Sim.World.Internet;

/// <summary>Two systems that hand packets over to each other.</summary>
/// <param name="A">Number of the provider, where one is.</param>
/// <param name="B">Number of the customer, where one is.</param>
/// <param name="IsPublic">They meet on an exchange and not over a cable of their own.</param>
public readonly record struct SystemLink(int A, int B, AsRelationship Relationship, bool IsPublic);
