using Fleek.Scenarios.Keys;

namespace Fleek.Scenarios.Planning;

/// <summary>One key of a scenario file, for people.</summary>
/// <param name="Path">Dotted; <c>sweep.&lt;key&gt;</c> and so on for what is not a plain key.</param>
/// <param name="Type">Words to choose from, or what the value is.</param>
/// <param name="Unit">Units that it takes, separated by blanks; empty for none.</param>
/// <param name="Default">As one would write it; empty where the key may be absent.</param>
public sealed record KeyDoc(string Path, string Type, string Unit, string Default, string Text);

/// <summary>Every key of a scenario file with its unit, default and meaning.</summary>
public static class ScenarioKeys
{
    public static IReadOnlyList<KeyDoc> All { get; } =
    [
        new("version", "1", "", "", "Version of the file's format; required, at the top of the file."),
        new("defaults", "mapping", "", "", "Keys of a scenario that every scenario starts from, at the top of the file."),
        new("scenarios", "mapping", "", "", "The scenarios by name; required, at the top of the file."),
        .. KeyTable.All.Select(Describe),
        new("sweep", "mapping", "", "",
            "Axes by dotted key; the grid has a cell for every combination, and every cell every seed."),
        new("sweep.<key>.values", "list", "", "",
            "Values of the axis, each as the key itself would be written; for a block, mappings."),
        new("sweep.<key>.unit", "unit", "", "", "Unit of those values that are bare numbers."),
        new("sweep.<key>.from, to, points", "quantities, whole number", "", "",
            "Instead of values: that many points from one to the other; those between are rounded to four digits."),
        new("sweep.<key>.scale", "linear | log", "", "linear", "How the points are spaced."),
        new("sweep.where", "expression", "", "",
            "Keeps the cells that meet it: dotted keys compared (== != < <= > >=) with quantities, words or keys; and, or, not, "
            + "parentheses. A comparison with a key that a cell does not have is false."),
        new("x-<name>", "anything", "", "", "A note; ignored wherever it stands."),
    ];

    private static KeyDoc Describe(KeySpec key)
    {
        string type = key.Words.Count > 0 && key.Kind == KeyKind.Word ? string.Join(" | ", key.Words) : TypeOf(key);
        string unit = string.Join(" ",
            UnitTable.Of(key.Kind).Select(u => u.Name).Where(u => u is not ("chunk" or "chunk/s" or "credits")));
        if (key.InCreditAlone) unit = "credit";
        if (key.Kind == KeyKind.Share) unit = "%";
        string only = key.UsedBy.Count > 0
            ? $" Only for {key.UsedWhere![(key.UsedWhere!.LastIndexOf('.') + 1)..]} {string.Join(", ", key.UsedBy)}." : "";
        return new(key.Path, type, unit, key.Default ?? "", key.Text + only);
    }

    private static string TypeOf(KeySpec key)
    {
        string noun = UnitTable.Noun(key.Kind);
        noun = noun.StartsWith("an ", StringComparison.Ordinal) ? noun[3..] : noun[2..];
        return key.Words.Count > 0 ? $"{noun} | {string.Join(" | ", key.Words)}" : noun;
    }
}
