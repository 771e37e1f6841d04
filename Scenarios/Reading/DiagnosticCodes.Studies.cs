namespace Fleek.Scenarios.Reading;

/// <summary>Scenarios that are studies of a kind of their own, and the lists that they read.</summary>
public static partial class DiagnosticCodes
{
    private static IReadOnlyList<DiagnosticCode> StudyCodes =>
    [
        new(Codes.StudyTerms, "A study whose terms do not add up",
            "A list needs its file. Where nodes enter as long as it pays, each region costs something, and there is an end to the nodes that it "
                + "could feed. A run is bounded in choices, in distances and in attempts. Nodes that collude are "
                + "some of the nodes, and a session's nodes too; a node's share of a grant is a chunk at least, and a budget bears a grant. A node "
                + "measures fewer others than there are.",
            "kind: incentives\nincentives: {entrants: 10}", "kind: incentives\nincentives: {entrants: 10, cost: 2 credit}"),
        new(Codes.LocationList, "A list of locations that cannot be used",
            "It is csv with a header and the columns `name`, `latitude` (degrees north, -90 to 90) and `longitude` (degrees east, -180 to 180), "
                + "of cities also `population` (not negative, and some of it above 0), and at least one row. The line of what is wrong is named.",
            "name,latitude,longitude\nAmsterdam,523.7,4.9", "name,latitude,longitude\nAmsterdam,52.37,4.9") { IsOfDataFile = true },
        new(Codes.DemandList, "A list of demand that cannot be used",
            "It is csv with a header and the columns `name` and `demand`, a whole number from 0, and at least one of them is above 0. The line of "
                + "what is wrong is named.",
            "name,demand\nEurope,-3", "name,demand\nEurope,3") { IsOfDataFile = true },
    ];
}
