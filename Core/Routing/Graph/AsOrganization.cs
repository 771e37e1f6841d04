namespace Fleek.Core.Routing.Graph;

/// <summary>Who owns ASes.</summary>
/// <param name="Id">As registries name it.</param>
/// <param name="Country">Two letters; empty if not known.</param>
public sealed record AsOrganization(string Id, string Name, string Country);
