namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>All laws, in the order in which docs/theory.md explains them.</summary>
public static class Laws
{
    public static IReadOnlyList<Law> All { get; } =
    [
        .. BoundLaws.All, .. AdversaryLaws.All, .. CollusionLaws.All, .. ExposureLaws.All, .. PassageLaws.All, .. CommitLaws.All,
        .. LedgerLaws.All, .. ProtocolLaws.All, .. LocationLaws.All, .. GatewayLaws.All, .. PlanLaws.All,
    ];

    public static Law? Find(string name) => All.FirstOrDefault(l => l.Name == name);
}
