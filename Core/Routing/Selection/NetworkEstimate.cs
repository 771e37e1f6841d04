namespace Fleek.Core.Routing.Selection;

/// <summary>What networks between a client and a node are believed to add.</summary>
internal readonly record struct NetworkEstimate(double Ms, NetworkRelation Relation, int Borders, int ExitSite);
