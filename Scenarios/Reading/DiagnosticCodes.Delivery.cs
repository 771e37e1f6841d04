namespace Fleek.Scenarios.Reading;

/// <summary>Scenarios of sites behind a gateway.</summary>
public static partial class DiagnosticCodes
{
    private static IReadOnlyList<DiagnosticCode> DeliveryCodes =>
    [
        new(Codes.DeliveryTerms, "A site whose terms do not add up",
            "Assets that block painting are some of the page's. A film's segment is no longer than the film and than what is loaded ahead. What goes through "
                + "the tunnel needs no node that fails, a day's swing needs places, peers need three nodes, and a run is bounded in bytes and in clients.",
            "kind: delivery\ndelivery: {workload: page, assets: 3, blocking_assets: 4}",
            "kind: delivery\ndelivery: {workload: page, assets: 4, blocking_assets: 3}"),
    ];
}
