namespace Fleek.Scenarios.Reading;

/// <summary>Nodes that are not all alike, and users who do not stay.</summary>
public static partial class DiagnosticCodes
{
    private static IReadOnlyList<DiagnosticCode> PopulationCodes =>
    [
        new(Codes.MoveUnsupported, "What users who move on cannot be combined with",
            "Users who move on want chunks as Poisson processes of a rate that is each lane's own, and go from node to node in an order that does "
                + "not balance. Nothing of them is sampled, fast-forwarded or played with real cryptography.",
            "workload: {move_after: 100 chunks, demand: ticks}", "workload: {move_after: 100 chunks}"),
        new(Codes.GroupTerms, "A minority of nodes that cannot have rules of its own",
            "Limits belong to the account, so that all its nodes have the same terms; frames of real cryptography, and nodes that forget their "
                + "lotteries, are those of one rule.",
            "payments: {freeze_rule: static-cap, minority: {share: 10 %}}", "payments: {minority: {share: 10 %, freeze_threshold: 0 chunks}}"),
        new(Codes.NothingToMeasure, "A measure of what the scenario does not have",
            "What collateral is lost, and how much a minority is left unpaid, are measured where there is collateral, or a minority.",
            "measure: [slashed_chunks]", "measure: [slashed_chunks]\nusers: {collateral: 100 chunks}"),
        new(Codes.InternetTerms, "An Internet that does not go with the rest, or is missing",
            "Ways to select nodes that look at networks need networks to look at: an Internet, synthetic or of files. It has delays of its own in "
                + "place of modelled or measured ones; a real one needs a file of relationships and one of places.",
            "users: {selection: bgp}", "users: {selection: bgp}\nnetwork: {internet: synthetic}"),
    ];

    private static IReadOnlyList<DiagnosticCode> DryUserCodes =>
    [
        new(Codes.DryUserTerms, "Users who run dry that do not go with the rest",
            "They are some of the users, ask one node alone with less money than the others, and do nothing else that is special.",
            "users: {count: 10, dry: {count: 20, balance: 40 chunks}}", "users: {count: 10, dry: {count: 2, balance: 40 chunks}}"),
    ];
}
