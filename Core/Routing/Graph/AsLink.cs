namespace Fleek.Core.Routing.Graph;

/// <summary>Two neighbouring ASes.</summary>
/// <param name="A">The provider, where one is.</param>
/// <param name="B">The customer, where one is.</param>
public readonly record struct AsLink(uint A, uint B, AsRelationship Relationship);
