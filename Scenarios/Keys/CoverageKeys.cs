namespace Fleek.Scenarios.Keys;

/// <summary>The keys of a study of how far clients are from the nearest node.</summary>
internal static class CoverageKeys
{
    public const string Block = "coverage";
    public const string Placement = Block + ".placement";
    public const string Locations = Block + ".locations";
    public const string People = Block + ".cities";
    public const string Clients = Block + ".clients";
    public const string Demand = Block + ".demand";

    public const string Uniform = "uniform";
    public const string Population = "population";
    public const string Largest = "largest";
    public const string Equilibrium = "equilibrium";
    public const string OfList = "list";
    public const string Cities = "cities";
    public const string Sphere = "sphere";

    public static IEnumerable<KeySpec> All =>
    [
        new(Placement, KeyKind.Word, Uniform,
            "Where nodes are; cities are the largest metropolitan areas of the world. uniform: anywhere on the globe; population: "
                + "each in a city drawn by people; largest: one in each of the largest cities; equilibrium: in the cities where "
                + "profit seekers come to rest; list: at locations of a file, drawn without repetition where it has more of them "
                + "than there are nodes, else one at each.")
            { Words = [Uniform, Population, Largest, Equilibrium, OfList] },
        new(Locations, KeyKind.Path, null,
            "File of locations: csv with the columns `name`, `latitude` and `longitude` in degrees north and east; relative to this file.")
            { UsedWhere = Placement, UsedBy = [OfList] },
        new(People, KeyKind.Path, null,
            "File of cities in place of the largest metropolitan areas: csv with the columns `name`, `latitude`, `longitude` and "
                + "`population`; relative to this file."),
        new(Clients, KeyKind.Count, "2000", "Clients whose distance is measured.") { Min = "1", Max = "1000000" },
        new(Demand, KeyKind.Word, Cities, "Where clients are: in cities, by people, or anywhere on the globe.")
            { Words = [Cities, Sphere] },
    ];
}
